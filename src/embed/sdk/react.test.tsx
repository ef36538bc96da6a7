import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import { AutoencoderPlayground } from './react.tsx';

it('is the element with its attributes, on a server too', () => {
  const html = renderToString(
    <AutoencoderPlayground
      preset="deep-4"
      panels={['drawing', 'loss']}
      epochs={3}
      train="visible"
      className="wide"
      onEpoch={() => {}}
    />,
  );
  expect(html).toBe(
    '<autoencoder-playground class="wide" panels="drawing,loss" preset="deep-4" epochs="3" train="visible"></autoencoder-playground>',
  );
});
