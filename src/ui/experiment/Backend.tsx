import { useId } from 'react';
import {
  type BackendChoice,
  type BackendKind,
  backends,
  type Speeds,
} from '../../spec/backends.ts';
import type { PlaygroundState } from '../../store/state.ts';
import { type Option, SelectField } from '../controls/SelectField.tsx';
import { Switch } from '../controls/Switch.tsx';
import { useActions, usePlayground } from '../playground.ts';
import styles from './experiment.module.css';

/** Where the network trains: the student's choice, what it came to, and why not elsewhere. */
export function Backend() {
  const actions = useActions();
  const backend = usePlayground((playground) => playground.backend);
  const isReproducible = usePlayground(({ spec }) => spec.training.reproducible);
  const id = useId();
  const options: Option<BackendChoice>[] = [
    { value: 'auto', label: 'Automatic' },
    ...backend.statuses.map(({ kind, available }) => ({
      value: kind,
      label: backends[kind].label,
      disabled: !available,
    })),
  ];
  return (
    <div className={styles.backend}>
      <SelectField
        label="Backend"
        value={isReproducible ? 'simd' : backend.choice}
        options={options}
        describedBy={id}
        onChoose={(choice) => actions.chooseBackend(choice)}
      />
      {options.some(({ value, disabled }) => value === 'simd' && !disabled) && (
        <Switch
          label="Same bits on every machine"
          checked={isReproducible}
          onChange={(checked) => actions.setTraining({ reproducible: checked })}
        />
      )}
      <div id={id} className={styles.backendText}>
        {backendSentences(backend, isReproducible).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </div>
  );
}

/** What runs, on which device, what is measured beside it or was, and why others are not available. */
export function backendSentences(
  { choice, active, device, statuses, measuring, speeds }: PlaygroundState['backend'],
  isReproducible: boolean,
): string[] {
  const missing = statuses
    .filter((status) => !status.available)
    .map(({ kind, detail }) => `${backends[kind].label} is not available: ${detail}`);
  const software = statuses
    .filter((status) => status.available && status.software)
    .map(({ kind, detail }) => `${backends[kind].label} has no graphics processor here: ${detail}`);
  const others = [...missing, ...software];
  if (!active) {
    const known = statuses.some(({ detail }) => detail !== '');
    if (!known) return ['Looking for what this machine has…'];
    if (isReproducible) {
      return ['One thread, every sum in the same order: slower, and the same wherever it trains.'];
    }
    const chosen = statuses.find(({ kind, available }) => kind === choice && available);
    const soon = chosen ? [`Will run on ${backends[chosen.kind].label}: ${chosen.detail}`] : [];
    return [...soon, ...others];
  }
  const measured = measuring
    ? [`Measuring ${backends[measuring].label} beside it…`]
    : speeds
      ? [`Measured here: ${speedsText(speeds)}`]
      : [];
  return [
    `Runs on ${backends[active].label}${device ? `: ${device}` : ''}`,
    ...measured,
    ...others,
  ];
}

function speedsText(speeds: Speeds): string {
  const rows = Object.entries(speeds) as [BackendKind, number][];
  return rows
    .toSorted(([, a], [, b]) => b - a)
    .map(([kind, speed]) => {
      const label = backends[kind].label;
      return speed > 0
        ? `${label} ${Number(speed.toPrecision(2)).toLocaleString('en')} images/s`
        : `${label} can’t train this network`;
    })
    .join(', ');
}
