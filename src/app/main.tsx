import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createPlayground } from '../store/playground.ts';
import { Page } from '../ui/Page.tsx';
import './styles/tokens.css';
import './styles/base.css';

const playground = createPlayground(new URL('.', location.href).href);

// The one place that writes the page's state where tests and style sheets read it.
const showPhase = () => {
  document.documentElement.dataset.state = playground.getState().phase;
};
showPhase();
playground.subscribe(showPhase);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id root.');
createRoot(root).render(
  <StrictMode>
    <Page playground={playground} />
  </StrictMode>,
);
