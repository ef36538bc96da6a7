import type { StoreApi } from 'zustand';
import type { PanelId } from '../../spec/panels.ts';
import { type PartId, parts as partLabels } from '../../spec/parts.ts';
import type { ViewId } from '../../spec/views.ts';
import type { Playground } from '../../store/state.ts';
import { ValueTip } from '../canvas/ValueTip.tsx';
import { Boundary } from '../controls/Boundary.tsx';
import { Button } from '../controls/Button.tsx';
import hidden from '../controls/hidden.module.css';
import { LoadBoundary } from '../controls/LoadBoundary.tsx';
import { type Drawing, DrawingProvider } from '../drawing/drawing.ts';
import { panels } from '../panels.ts';
import { PlaygroundProvider, usePlayground } from '../playground.ts';
import { Announcer } from '../transport/Announcer.tsx';
import { NoticeLine } from '../transport/NoticeLine.tsx';
import { Transport } from '../transport/Transport.tsx';
import { viewChunks } from '../views.ts';
import { EmbedTransport } from './EmbedTransport.tsx';
import styles from './embed.module.css';

interface EmbedPageProps {
  playground: StoreApi<Playground>;
  drawing: StoreApi<Drawing>;
  /** What is shown, in this order. */
  parts: readonly PartId[];
  controls: 'full' | 'simple' | 'none';
  /** The reader wants to use it again. */
  onWake(): void;
  onOpenFullPage(): void;
}

/** One playground inside another page: the parts that its author chose, as high as they are. */
export function EmbedPage(props: EmbedPageProps) {
  const { playground, drawing, parts, controls, onWake, onOpenFullPage } = props;
  return (
    <PlaygroundProvider value={playground}>
      <DrawingProvider value={drawing}>
        <Awake onWake={onWake}>
          <h1 className={hidden.hidden}>Autoencoder playground</h1>
          {controls === 'full' && <Transport />}
          {controls === 'simple' && <EmbedTransport />}
          <Boundary name="Notices">
            <NoticeLine />
          </Boundary>
          <div className={styles.parts}>
            {parts.map((part) => (
              <div key={part} className={styles.part} data-part={part}>
                <Boundary name={partLabels[part].label}>
                  <Part part={part} />
                </Boundary>
              </div>
            ))}
          </div>
        </Awake>
        <footer className={styles.footer}>
          <span>Autoencoder playground</span>
          <Button look="plain" onClick={onOpenFullPage}>
            Open full page
          </Button>
        </footer>
        <Announcer />
        <ValueTip />
      </DrawingProvider>
    </PlaygroundProvider>
  );
}

function Part({ part }: { part: PartId }) {
  if (part in panels) {
    const { Component } = panels[part as PanelId];
    return <Component />;
  }
  const chunk = viewChunks[part as Exclude<ViewId, 'network'>];
  return <LoadBoundary name={partLabels[part].label} chunk={chunk} props={{}} />;
}

/** Its content; a still picture behind a button while another playground is in use. */
function Awake({ onWake, children }: { onWake(): void; children: React.ReactNode }) {
  const asleep = usePlayground((playground) => playground.asleep);
  return (
    <main className={styles.page}>
      <div inert={asleep} className={styles.content} data-asleep={asleep}>
        {children}
      </div>
      {asleep && (
        <div className={styles.wake}>
          <Button look="primary" onClick={onWake}>
            Go on here
          </Button>
          <p>Another playground is in use; this one waits as it was.</p>
        </div>
      )}
    </main>
  );
}
