import type { Notice, Playground } from '../../store/state.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { useActions, usePlayground } from '../playground.ts';
import styles from './notice.module.css';

const actionLabels = {
  restoreNetwork: 'Bring it back',
  retryImages: 'Retry',
  restartViewer: 'Show them again',
  reload: 'Reload',
  saveAndReload: 'Save and reload',
  startAnew: 'Start anew',
} as const satisfies Record<NonNullable<Notice['action']>, string>;

/** Lines under the transport: what came of the last request, or what to do next; then what else is told. */
export function NoticeLine() {
  const notices = usePlayground((playground) => playground.notices);
  const guidance = usePlayground(guide);
  const hasOutcome = notices[0]?.subject === 'outcome';
  return (
    <>
      {!hasOutcome && <p className={styles.line}>{guidance}</p>}
      {notices.length > 0 && (
        <ul aria-label="Notices" className={styles.notices}>
          {notices.map((notice) => (
            <Line key={notice.subject} notice={notice} />
          ))}
        </ul>
      )}
    </>
  );
}

function Line({ notice: { subject, tone, text, action } }: { notice: Notice }) {
  const actions = useActions();
  return (
    <li className={styles.line} data-tone={tone}>
      <p>{text}</p>
      {action && (
        <Button look="plain" onClick={() => actions[action]()}>
          {actionLabels[action]}
        </Button>
      )}
      <Button look="round" aria-label="Dismiss" onClick={() => actions.dismissNotice(subject)}>
        <Icon name="close" />
      </Button>
    </li>
  );
}

/** The next thing to try, for someone who sees the page for the first time. */
export function guide({
  phase,
  pending,
  progress,
  source,
  codeByHand,
  past,
  batch,
  spec,
  images,
}: Playground): string {
  if (phase === 'loading' && pending) {
    return 'Training begins as soon as the first handwritten digits are here…';
  }
  if (phase === 'loading') return 'Fetching handwritten digits and building the network…';
  if (past) {
    const step = past.checkpoint.step.toLocaleString('en');
    return `Every view shows the network as it was at step ${step}.`;
  }
  if (phase === 'training' && batch) {
    const [done, size] = [batch.done, batch.size].map((images) => images.toLocaleString('en'));
    return `A batch takes long here: ${done} of ${size} images are done after ${batch.seconds} s. Pause ends it; smaller batches, or another backend, show more.`;
  }
  if (phase === 'training' && spec.training.reproducible && images.arrived < images.wanted) {
    return 'A reproducible run waits until all of its images are here.';
  }
  if (codeByHand) return 'You set the code by hand now: the decoder paints what it stands for.';
  if (phase === 'training' && source.kind === 'test') {
    return 'Watch the reconstruction grow out of the code. Draw a digit of your own while it learns.';
  }
  if (phase === 'training')
    return 'Your drawing is squeezed through the code and rebuilt, anew with every step.';
  if (progress.step > 0)
    return 'Draw a digit, move the code’s units, or open a layer to see its weights.';
  return 'The network has random weights: press Train and watch it learn to rebuild the digit.';
}
