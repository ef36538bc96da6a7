import {
  Component,
  type ComponentType,
  type LazyExoticComponent,
  lazy,
  type ReactElement,
  Suspense,
} from 'react';
import { ChunkError, pageChunk } from '../../loading/load-chunk.ts';
import { useActions, usePlayground } from '../playground.ts';
import { Button } from './Button.tsx';
import styles from './load.module.css';

interface ComponentModule<Props> {
  default: ComponentType<Props>;
}

/** A component whose code arrives later. */
export class LazyChunk<Props> {
  readonly load: () => Promise<ComponentModule<Props>>;
  private hasFailed = false;
  private current: LazyExoticComponent<ComponentType<Props>>;

  constructor(load: () => Promise<ComponentModule<Props>>) {
    this.load = load;
    this.current = this.lazily();
  }

  get Component(): LazyExoticComponent<ComponentType<Props>> {
    return this.current;
  }

  /** React keeps what a lazy component was refused: after that another one is needed. */
  renew(): void {
    if (!this.hasFailed) return;
    this.hasFailed = false;
    this.current = this.lazily();
  }

  private lazily() {
    return lazy(() =>
      this.load().catch((error) => {
        this.hasFailed = true;
        throw error;
      }),
    );
  }
}

/** @param load,files as for `pageChunk` */
export function lazyChunk<Props>(
  load: () => Promise<ComponentModule<Props>>,
  files?: readonly string[],
): LazyChunk<Props> {
  return new LazyChunk(pageChunk(load, files));
}

interface LoadBoundaryProps<Props> {
  /** What is to be loaded, as the student knows it: `The chart`. */
  name: string;
  chunk: LazyChunk<Props>;
  props: Props;
  /** Where the message stands when it did not load; by itself where left out. */
  frame?(message: ReactElement): ReactElement;
}

interface LoadState {
  error: unknown;
  isTrying: boolean;
}

/** A part that arrives later: when it does not, the page says so, and can try again. */
export class LoadBoundary<Props extends object> extends Component<
  LoadBoundaryProps<Props>,
  LoadState
> {
  override state: LoadState = { error: null, isTrying: false };

  constructor(props: LoadBoundaryProps<Props>) {
    super(props);
    props.chunk.renew();
  }

  static getDerivedStateFromError(error: unknown): Partial<LoadState> {
    return { error };
  }

  override render(): ReactElement {
    const { chunk, props, frame = (message) => message } = this.props;
    const { error } = this.state;
    // A part that arrived and broke is another boundary's.
    if (error !== null && !(error instanceof ChunkError)) throw error;
    if (error) return frame(this.message(error));
    return (
      <Suspense fallback={null}>
        <chunk.Component {...props} />
      </Suspense>
    );
  }

  private message(error: ChunkError): ReactElement {
    const { isTrying } = this.state;
    return (
      <div className={styles.problem}>
        <p role="alert">{isTrying ? 'Trying again…' : sentence(this.props.name, error)}</p>
        <Button look="plain" onClick={() => void this.tryAgain()}>
          Try again
        </Button>
        {error.failure === 'gone' && <SaveAndReload />}
      </div>
    );
  }

  /** The message stays until the part is there, and with it the keyboard's place. */
  private async tryAgain(): Promise<void> {
    const { chunk } = this.props;
    if (this.state.isTrying) return;
    this.setState({ isTrying: true });
    try {
      await chunk.load();
      chunk.renew();
      this.setState({ error: null, isTrying: false });
    } catch (error) {
      this.setState({ error, isTrying: false });
    }
  }
}

/** The way to a newer page; where no runs are kept, as in an embed, what it costs. */
function SaveAndReload() {
  const { saveAndReload } = useActions();
  const keepsRuns = usePlayground(({ saveRun }) => saveRun !== null);
  if (!keepsRuns) return <p>Reloading the page brings it, and starts a new run.</p>;
  return (
    <Button look="plain" onClick={() => void saveAndReload()}>
      Save and reload
    </Button>
  );
}

function sentence(name: string, error: ChunkError): string {
  return `${name} could not be loaded: ${error.message}. Everything else works.`;
}
