import type { Fault } from '../protocol/faults.ts';
import type { PauseReason } from '../protocol/trainer.ts';
import { type BackendKind, backends, type Speeds } from '../spec/backends.ts';
import type { Training } from '../spec/spec.ts';
import type { Notice } from './notices.ts';
import type { WorkerLoss } from './supervised-worker.ts';

/** What came of the last request, or how training ended: a notice without a button. */
export function outcome(tone: Notice['tone'], text: string): Notice {
  return { subject: 'outcome', tone, text, action: null };
}

/** What the student is told of a fault: what happened, and what is kept. */
export function faultNotice(fault: Fault): Notice {
  switch (fault.kind) {
    case 'backendLost': {
      const lost = backends[fault.lost].label;
      const goesOn = fault.next
        ? `training goes on with them on ${backends[fault.next].label}`
        : 'choose another backend to go on with them';
      const text = `The system took ${lost} away. The weights from at most two seconds before are kept: ${goesOn}.`;
      return outcome('warning', text);
    }
    case 'backendFailed': {
      const failed = backends[fault.failed].label;
      const goesOn = fault.next
        ? `training goes on with them on ${backends[fault.next].label}`
        : 'choose another backend or a smaller network';
      const text = `${failed} could not run this network (${fault.reason}). The weights are kept: ${goesOn}.`;
      return outcome('warning', text);
    }
    case 'backendMissing': {
      const missing = backends[fault.missing].label;
      const goesOn = fault.next
        ? `training goes on with them on ${backends[fault.next].label}`
        : 'press Train to try again, or choose another backend';
      const text = `${missing} could not be loaded: ${fault.reason}. The weights are kept: ${goesOn}.`;
      return outcome('warning', text);
    }
    case 'diverged': {
      const loss = Number.isFinite(fault.loss) ? fault.loss.toFixed(4) : 'no number any more';
      const text = `Training diverged at step ${fault.step.toLocaleString('en')}: the loss is ${loss}. The weights from before are back; try a smaller learning rate.`;
      return outcome('error', text);
    }
    case 'noImages':
      return { subject: 'images', tone: 'error', text: fault.reason, action: 'retryImages' };
    case 'internal': {
      const text = `Something went wrong in the training worker (${fault.reason || 'it gave no reason'}). The weights are kept; press Train to go on.`;
      return outcome('error', text);
    }
  }
}

/** Said when training stops by itself; null where the student asked for it. */
export function pauseNotice(reason: PauseReason, training: Training): Notice | null {
  switch (reason) {
    case 'epochs': {
      const epochs = training.epochs === 1 ? 'The epoch is' : `All ${training.epochs} epochs are`;
      return outcome('info', `${epochs} done. Raise Epochs to train on.`);
    }
    case 'lossReached':
      return outcome('info', `The validation loss reached your target of ${training.stop.loss}.`);
    case 'noImprovement':
      return outcome(
        'info',
        `The validation loss has not improved for ${training.stop.patience} epochs.`,
      );
    case 'asked':
    case 'stepped':
    case 'fault':
      return null;
  }
}

/** After `auto` found a faster backend for the run, whose speeds were measured. */
export function movedNotice(
  { from, to }: { from: BackendKind; to: BackendKind },
  speeds: Speeds | null,
): Notice {
  const ratio = (speeds?.[to] ?? Number.NaN) / (speeds?.[from] ?? Number.NaN);
  const text = Number.isFinite(ratio)
    ? `${backends[to].label} trains this network ${ratio.toFixed(1)} times as fast here as ${backends[from].label}: training goes on there.`
    : `${backends[to].label} trains this network faster here: training goes on there.`;
  return { subject: 'outcome', tone: 'info', text, action: null };
}

/** While training runs on the slowest backend, which nobody chose. */
export const PLAIN_JAVASCRIPT: Notice = {
  subject: 'backend',
  tone: 'warning',
  text: 'Training runs in plain JavaScript here, hundreds of times slower than in WebAssembly. A newer browser, or another backend, may be faster.',
  action: null,
};

/** @param reason the loader's sentence, naming what is missing */
export function missingImages(reason: string): Notice {
  const text = `${reason} Training goes on with the images that are here.`;
  return { subject: 'images', tone: 'warning', text, action: 'retryImages' };
}

export const NETWORK_CHANGED = outcome(
  'info',
  'The network changed: training starts over from new weights.',
);

export const SEED_CHANGED = outcome(
  'info',
  'Another seed: training starts over from other weights.',
);

/** After training was taken up again from an earlier moment. */
export function branchNotice(step: number, isExact: boolean): Notice {
  const from = `Training goes on from step ${step.toLocaleString('en')}`;
  const optimizer = isExact ? '' : ', with an optimizer that starts afresh';
  return outcome('info', `${from}${optimizer}.`);
}

/** @param step how far the run had come that another one replaced */
export function keptNotice(step: number): Notice {
  const steps = step === 1 ? '1 step' : `${step.toLocaleString('en')} steps`;
  const text = `A run of ${steps} is kept.`;
  return { subject: 'bringBack', tone: 'info', text, action: 'restoreNetwork' };
}

/** @param step at which the run of an earlier visit is back */
export function restoredNotice(step: number): Notice {
  const text = `Your run is back, paused at step ${step.toLocaleString('en')}.`;
  return { subject: 'restored', tone: 'info', text, action: 'startAnew' };
}

/** @param problem the sentence that says what is wrong with the file */
export function refusedNotice(problem: string): Notice {
  return outcome('error', `${problem} Nothing was changed.`);
}

/** After a trainer's worker that was lost was replaced. */
export function replacedNotice(loss: WorkerLoss, step: number, goesOn: boolean): Notice {
  const what =
    loss.kind === 'failed'
      ? `The training worker failed (${loss.reason.replace(/\.$/, '') || 'it gave no reason'})`
      : 'The training worker stopped answering';
  const from = `step ${step.toLocaleString('en')}`;
  const kept = goesOn ? `training goes on from ${from}` : `the weights of ${from} are kept`;
  return outcome('warning', `${what} and was replaced; ${kept}.`);
}

/** After a trainer's worker was replaced that did not stop training when it was told to. */
export function stoppedNotice(step: number): Notice {
  const kept = `the weights of step ${step.toLocaleString('en')} are kept`;
  return outcome('warning', `The running batch took too long to stop, and was given up: ${kept}.`);
}

/** After trainer's workers were lost again and again. */
export function trainerLostNotice(loss: WorkerLoss): Notice {
  const text =
    loss.kind === 'notStarted'
      ? 'The training worker could not be loaded. Check the connection, then press Train to try again.'
      : 'The training worker stopped answering again and again. The weights are kept; choose another backend or a smaller network, then press Train.';
  return outcome('error', text);
}

/** After viewer's workers were lost again and again: pictures stand still. */
export function viewerLostNotice(loss: WorkerLoss): Notice {
  const what = loss.kind === 'notStarted' ? 'could not be loaded' : 'stopped again and again';
  const why = loss.kind === 'failed' && loss.reason ? ` (${loss.reason.replace(/\.$/, '')})` : '';
  const text = `The worker that computes the pictures ${what}${why}. They no longer follow the training.`;
  return { subject: 'viewer', tone: 'error', text, action: 'restartViewer' };
}

export const ANALYST_LOST =
  'The worker that computes this view stopped twice; try again, or with a smaller network.';

export const ANALYST_NOT_STARTED =
  'The worker that computes this view could not be loaded; check the connection, then try again.';

export const FILES_LOST =
  'The worker that reads and writes files stopped, perhaps for lack of memory; try again.';

export const FILES_NOT_STARTED =
  'The worker that reads and writes files could not be loaded; check the connection, then try again.';
