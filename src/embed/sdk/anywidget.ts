import { PARAMETERS, type PlaygroundOptions } from './options.ts';
import { embedPlayground } from './sdk.ts';

/** What anywidget gives: the traits of a Python object. https://anywidget.dev/en/afm/ */
interface Model {
  get(trait: string): unknown;
  set(trait: string, value: unknown): void;
  save_changes(): void;
  on(event: string, listener: () => void): void;
  off(event: string, listener: () => void): void;
}

const TRAITS = [...PARAMETERS, 'link', 'height'] as const;

/** A notebook's cell with a playground: traits are attributes, and `state` and `metrics` come back. */
export default {
  render({ model, el }: { model: Model; el: HTMLElement }): () => void {
    const playground = embedPlayground(el, traitsOf(model));
    const cleanUps = TRAITS.map((trait) => {
      const change = () => {
        const value = textOf(model.get(trait));
        if (value === null) playground.removeAttribute(trait);
        else playground.setAttribute(trait, value);
      };
      model.on(`change:${trait}`, change);
      return () => model.off(`change:${trait}`, change);
    });
    for (const name of ['state', 'metrics'] as const) {
      playground.addEventListener(name, ({ detail }) => {
        if (model.get(name) === undefined) return;
        model.set(name, detail);
        model.save_changes();
      });
    }
    return () => {
      for (const cleanUp of cleanUps) cleanUp();
      playground.remove();
    };
  },
};

function traitsOf(model: Model): PlaygroundOptions {
  const values = TRAITS.map((trait) => [trait, textOf(model.get(trait))] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== null));
}

/** A trait as an attribute; null for one that the Python class has not, or that is empty. */
function textOf(value: unknown): string | null {
  const isText = typeof value === 'string' || typeof value === 'number';
  return isText && value !== '' ? String(value) : null;
}
