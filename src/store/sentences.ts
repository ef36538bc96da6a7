import type { Fault } from '../protocol/faults.ts';
import type { PauseReason } from '../protocol/trainer.ts';
import { backends } from '../spec/backends.ts';
import type { Training } from '../spec/spec.ts';
import type { Notice } from './state.ts';

/** What the student is told of a fault: what happened, and what is kept. */
export function faultNotice(fault: Fault): Notice {
  switch (fault.kind) {
    case 'backendLost': {
      const lost = backends[fault.lost].label;
      const goesOn = fault.next
        ? `training goes on with them on ${backends[fault.next].label}`
        : 'choose another backend to go on with them';
      const text = `The system took ${lost} away. The weights from at most two seconds before are kept: ${goesOn}.`;
      return { tone: 'warning', text, action: null };
    }
    case 'backendFailed': {
      const failed = backends[fault.failed].label;
      const goesOn = fault.next
        ? `training goes on with them on ${backends[fault.next].label}`
        : 'choose another backend or a smaller network';
      const text = `${failed} could not run this network (${fault.reason}). The weights are kept: ${goesOn}.`;
      return { tone: 'warning', text, action: null };
    }
    case 'diverged': {
      const loss = Number.isFinite(fault.loss) ? fault.loss.toFixed(4) : 'no number any more';
      const text = `Training diverged at step ${fault.step.toLocaleString('en')}: the loss is ${loss}. The weights from before are back; try a smaller learning rate.`;
      return { tone: 'error', text, action: null };
    }
    case 'noImages':
      return { tone: 'error', text: fault.reason, action: 'retryImages' };
    case 'internal': {
      const text = `Something went wrong in the training worker (${fault.reason || 'it gave no reason'}). The weights are kept; press Train to go on.`;
      return { tone: 'error', text, action: null };
    }
  }
}

/** Said when training stops by itself; null where the student asked for it. */
export function pauseNotice(reason: PauseReason, training: Training): Notice | null {
  switch (reason) {
    case 'epochs': {
      const epochs = training.epochs === 1 ? 'The epoch is' : `All ${training.epochs} epochs are`;
      return { tone: 'info', text: `${epochs} done. Raise Epochs to train on.`, action: null };
    }
    case 'lossReached':
      return {
        tone: 'info',
        text: `The validation loss reached your target of ${training.stop.loss}.`,
        action: null,
      };
    case 'noImprovement':
      return {
        tone: 'info',
        text: `The validation loss has not improved for ${training.stop.patience} epochs.`,
        action: null,
      };
    case 'asked':
    case 'stepped':
    case 'fault':
      return null;
  }
}

/** @param reason the loader's sentence, naming what is missing */
export function missingImages(reason: string): Notice {
  const text = `${reason} Training goes on with the images that are here.`;
  return { tone: 'warning', text, action: 'retryImages' };
}

export const NETWORK_CHANGED: Notice = {
  tone: 'info',
  text: 'The network changed, so training starts over from new weights.',
  action: 'restoreNetwork',
};

export const SEED_CHANGED: Notice = {
  tone: 'info',
  text: 'Another seed: training starts over from other weights.',
  action: 'restoreNetwork',
};

/** After training was taken up again from an earlier moment. */
export function branchNotice(step: number, isExact: boolean): Notice {
  const from = `Training goes on from step ${step.toLocaleString('en')}`;
  const optimizer = isExact ? '' : ', with an optimizer that starts afresh';
  return { tone: 'info', text: `${from}${optimizer}.`, action: 'restoreNetwork' };
}

/** @param hasBefore whether there was training that can be brought back */
export function openedNotice(text: string, hasBefore: boolean): Notice {
  return { tone: 'info', text: `${text}.`, action: hasBefore ? 'restoreNetwork' : null };
}

/** @param problem the sentence that says what is wrong with the file */
export function refusedNotice(problem: string): Notice {
  return { tone: 'error', text: `${problem} Nothing was changed.`, action: null };
}

/** After a worker that was ended by the browser or hung was replaced. */
export function silenceNotice(step: number, goesOn: boolean): Notice {
  const from = `step ${step.toLocaleString('en')}`;
  const text = goesOn
    ? `The training worker stopped answering and was replaced; training goes on from ${from}.`
    : `The training worker stopped answering and was replaced; the weights of ${from} are kept.`;
  return { tone: 'warning', text, action: null };
}

export const SILENCE_AGAIN: Notice = {
  tone: 'error',
  text: 'The training worker stopped answering again and again. The weights are kept; choose another backend or a smaller network, then press Train.',
  action: null,
};
