import { useState } from 'react';
import { isPicture, type Shape, sizeOf } from '../../spec/shape.ts';
import { Button } from '../controls/Button.tsx';
import { Panel } from '../controls/Panel.tsx';
import { useActions, usePlayground, useSummary } from '../playground.ts';
import styles from './code.module.css';
import { PAGE_UNITS } from './code-range.ts';
import { Faders } from './Faders.tsx';

/** The code of the picture in the hourglass, unit by unit, to be moved by hand. */
export function CodeSliders() {
  const actions = useActions();
  const { code } = useSummary();
  const layer = usePlayground(({ spec }) => spec.network.encoder.length - 1);
  const byHand = usePlayground(({ codeByHand }) => codeByHand !== null);
  const waits = usePlayground(({ activations }) => activations?.[layer]?.length === 0);
  const [page, setPage] = useState(0);
  if (!code) return null;
  const pages = pagesOf(code);
  const current = pages[page] ?? pages[0];
  if (!current) return null;
  if (waits) {
    return (
      <Panel title="Move the code" name="Sliders" meaning="code">
        <p className={styles.waits}>
          The code waits until the pairs of layers around it have learned.
        </p>
      </Panel>
    );
  }
  return (
    <Panel
      title="Move the code"
      name="Sliders"
      meaning="code"
      aside={
        <div className={styles.aside}>
          {pages.length > 1 && (
            <Pager
              label={current.label}
              onTurn={(by) => setPage((pages.indexOf(current) + by + pages.length) % pages.length)}
            />
          )}
          {byHand ? (
            <Button look="plain" onClick={() => actions.releaseCode()}>
              Release
            </Button>
          ) : (
            <span>What if a unit were different? Drag one.</span>
          )}
        </div>
      }
    >
      <Faders layer={layer} units={current.units} nameOf={current.nameOf} />
    </Panel>
  );
}

interface Page {
  label: string;
  /** Positions in the flat code. */
  units: number[];
  nameOf(unit: number): string;
}

/** A list by stretches of 64 units, a stack of feature maps map by map. */
function pagesOf(code: Shape): Page[] {
  if (isPicture(code)) {
    const [height, width, maps] = code;
    return Array.from({ length: maps }, (_, map) => ({
      label: `map ${map + 1} of ${maps}`,
      units: Array.from({ length: height * width }, (_, pixel) => pixel * maps + map),
      nameOf: (unit) => {
        const pixel = Math.floor(unit / maps);
        return `Code map ${map + 1}, row ${Math.floor(pixel / width) + 1}, column ${(pixel % width) + 1}`;
      },
    }));
  }
  const size = sizeOf(code);
  return Array.from({ length: Math.ceil(size / PAGE_UNITS) }, (_, page) => {
    const first = page * PAGE_UNITS;
    const count = Math.min(PAGE_UNITS, size - first);
    return {
      label: `units ${first + 1}–${first + count} of ${size}`,
      units: Array.from({ length: count }, (_, place) => first + place),
      nameOf: (unit) => `Code unit ${unit + 1}`,
    };
  });
}

function Pager({ label, onTurn }: { label: string; onTurn(by: 1 | -1): void }) {
  return (
    <span className={styles.pager}>
      <button type="button" aria-label="Units before" onClick={() => onTurn(-1)}>
        ‹
      </button>
      <span>{label}</span>
      <button type="button" aria-label="Units after" onClick={() => onTurn(1)}>
        ›
      </button>
    </span>
  );
}
