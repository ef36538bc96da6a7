import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PlaygroundStore } from '../store/playground.ts';
import type { Playground } from '../store/state.ts';
import { embeddedSpec } from './embedded-spec.ts';
import type { Theme } from './messages.ts';
import { type EmbedOptions, initialOptions } from './parameters.ts';
import { takeTurns } from './turn.ts';

/** A playground inside another page, and what its author chose. */
export class Embed {
  readonly playground: PlaygroundStore;
  /** How it is shown; the experiment itself is the playground's. */
  readonly options: StoreApi<EmbedOptions>;
  private readonly sayUsed: () => void;

  constructor(playground: PlaygroundStore, options: Partial<EmbedOptions>) {
    this.playground = playground;
    this.options = createStore(() => ({ ...initialOptions, ...options }));
    // One that is still loading was asked for, and will say so itself.
    this.sayUsed = takeTurns(() => {
      if (this.state.phase !== 'loading') this.state.sleep();
    });
    if (options.backend) playground.getState().chooseBackend(options.backend);
    playground.subscribe(({ phase }, before) => {
      if (phase === 'training' && before.phase !== 'training') this.sayUsed();
    });
  }

  /** Wakes it, and puts the other embeds of this browser to sleep. */
  use(): void {
    this.sayUsed();
    this.state.wake();
  }

  setTheme(theme: Theme): void {
    this.options.setState({ theme });
  }

  /** Takes other options; throws a sentence, and changes nothing, where one does not fit. */
  configure(options: Partial<EmbedOptions>): void {
    const { spec, view } = this.state;
    const asked = embeddedSpec(options, spec);
    if (asked.problems.length > 0) throw new RangeError(asked.problems.join(' '));
    this.options.setState(options);
    if (options.backend) this.state.chooseBackend(options.backend);
    if (JSON.stringify(asked.spec) !== JSON.stringify(spec))
      this.state.openShared(asked.spec, view);
  }

  /** Resolves when network and first images are there; one that sleeps gets no network before it wakes. */
  loaded(): Promise<void> {
    return new Promise((resolve) => {
      const look = ({ phase, model, asleep }: Playground) => {
        const isBuilding = !model && phase !== 'error' && !asleep;
        if (phase === 'loading' || isBuilding) return;
        unsubscribe();
        resolve();
      };
      const unsubscribe = this.playground.subscribe(look);
      look(this.state);
    });
  }

  private get state(): Playground {
    return this.playground.getState();
  }
}
