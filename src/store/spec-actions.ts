import { summarize } from '../spec/network.ts';
import { LEARNING_RATE, optimizers } from '../spec/optimizers.ts';
import { NO_PENALTIES, penalties, penaltyKinds } from '../spec/penalties.ts';
import { presetSpec } from '../spec/presets.ts';
import { type NumberRange, rangeProblem } from '../spec/range.ts';
import { type Network, type Spec, type Training, trainingRanges } from '../spec/spec.ts';
import { strengthOf } from '../spec/tasks.ts';
import type { ActionContext } from './action-context.ts';
import { type Notice, withNotice, withoutNotice } from './notices.ts';
import { NETWORK_CHANGED, outcome, SEED_CHANGED } from './sentences.ts';
import type { PlaygroundActions } from './state.ts';

type SpecActions = Pick<
  PlaygroundActions,
  | 'choosePreset'
  | 'openShared'
  | 'editNetwork'
  | 'dropDraft'
  | 'setCodeSize'
  | 'setTraining'
  | 'toggleDigit'
  | 'setSeed'
  | 'newSeed'
>;

/** Changes to the experiment: the network and the seed start over, everything else goes on. */
export function specActions({ get, set, session }: ActionContext): SpecActions {
  const startOver = (spec: Spec, notice: Notice) => {
    const hasTrained = session().startOver(spec);
    const { notices } = get();
    set({
      selectedLayer: null,
      notices: hasTrained ? withNotice(notices, notice) : withoutNotice(notices, 'outcome'),
    });
  };

  const editNetwork = (network: Network) => {
    const { problems } = summarize(network);
    if (problems.length > 0) set({ draft: { network, problems } });
    else startOver({ ...get().spec, network }, NETWORK_CHANGED);
  };

  const setTraining = (change: Partial<Training>) => {
    const { spec, progress } = get();
    const problem = trainingProblem(change);
    if (problem) {
      get().notify(outcome('warning', problem));
      return;
    }
    const training = { ...spec.training, ...change };
    if (change.optimizer && change.learningRate === undefined) {
      training.learningRate = optimizers[change.optimizer].learningRate;
    }
    const epochs = training.epochs;
    set({ progress: { ...progress, epochs } });
    session().adjust({ ...spec, training });
    if (change.corruption) session().showCorruption(get().spec);
    if (change.layerwise !== undefined) session().showStage();
  };

  const setSeed = (seed: number) => {
    const problem = rangeProblem(trainingRanges.seed, seed);
    if (problem) get().notify(outcome('warning', problem));
    else startOver({ ...get().spec, seed }, SEED_CHANGED);
  };

  return {
    editNetwork,
    setTraining,
    setSeed,
    choosePreset(kind) {
      const { seed, training } = get().spec;
      const spec = presetSpec(kind, seed);
      const { images, digits, reproducible } = training;
      const kept = { images, digits, reproducible };
      startOver({ ...spec, training: { ...spec.training, ...kept } }, NETWORK_CHANGED);
    },
    openShared(spec, view) {
      const { network, seed } = get().spec;
      const isOther = JSON.stringify([spec.network, spec.seed]) !== JSON.stringify([network, seed]);
      if (isOther) startOver(spec, NETWORK_CHANGED);
      else setTraining(spec.training);
      get().showView(view);
    },
    dropDraft() {
      set({ draft: null });
    },
    setCodeSize(units) {
      const { network } = get().spec;
      const code = network.encoder.at(-1);
      if (!code || !('units' in code)) return;
      const encoder = network.encoder.with(-1, { ...code, units });
      editNetwork({ ...network, encoder });
    },
    toggleDigit(digit) {
      const { digits } = get().spec.training;
      const others = digits.filter((other) => other !== digit);
      const chosen = others.length < digits.length ? others : [...digits, digit].sort();
      setTraining({ digits: chosen });
    },
    newSeed() {
      setSeed(Math.floor(Math.random() * 10_000));
    },
  };
}

/** Why a change of the training settings can't be taken, or null. */
function trainingProblem(change: Partial<Training>): string | null {
  const { batchSize, epochs, stopLoss, patience, sparsityTarget, warmUp, layerwise } =
    trainingRanges;
  const { corruption, penalties: weights = NO_PENALTIES } = change;
  const strength = corruption && strengthOf(corruption.kind);
  const checks = [
    [LEARNING_RATE, change.learningRate],
    [batchSize, change.batchSize],
    [epochs, change.epochs],
    ...(strength ? [[strength, corruption.strength] as const] : []),
    ...penaltyKinds.map((kind) => [penalties[kind].weight, weights[kind]] as const),
    [sparsityTarget, change.sparsityTarget],
    [warmUp, change.warmUp],
    [layerwise, change.layerwise],
    [stopLoss, change.stop?.loss],
    [patience, change.stop?.patience],
  ] satisfies (readonly [NumberRange, number | null | undefined])[];
  for (const [range, value] of checks) {
    const problem = typeof value === 'number' ? rangeProblem(range, value) : null;
    if (problem) return problem;
  }
  return change.digits?.length === 0 ? 'At least one digit must train.' : null;
}
