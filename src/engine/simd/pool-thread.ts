import { Arena } from './arena.ts';
import { Gate } from './gate.ts';
import { instantiate } from './kernels.ts';
import type { Plan } from './plan.ts';
import type { LoadOrder, PlannedPart, PoolOrder, TrainOrder } from './pool-orders.ts';
import { Replica } from './replica.ts';

/** Plans kept; an epoch's last batch is smaller, and one may change the size. */
const MOST_PLANS = 12;

interface Loaded {
  replica: Replica;
  gate: Gate;
  /** Receives the sum of losses and the penalties. */
  sums: Float64Array;
  plans: Map<string, Plan>;
}

/** What runs in each of the pool's workers. */
export class PoolThread {
  private loaded: Loaded | null = null;

  obey(order: PoolOrder): void {
    if (order.type === 'load') this.load(order);
    else if (this.loaded) train(order, this.loaded);
  }

  /** Lets the others know that this thread will not come to the gate any more. */
  stop(): void {
    this.loaded?.gate.break();
  }

  private load({ module, memory, program, layout, thread }: LoadOrder): void {
    const { buffer } = memory;
    this.loaded = {
      replica: new Replica(instantiate(module, memory), program, layout, thread),
      gate: new Gate(buffer, layout.gate, layout.gradients.length),
      sums: new Float64Array(buffer, layout.sums[thread], 1 + program.penalties.length),
      plans: new Map(),
    };
  }
}

/** As many steps as ordered; blocks, and is told nothing meanwhile. */
function train(order: TrainOrder, loaded: Loaded): void {
  const { replica, gate, sums } = loaded;
  const { feed, batchSize, weights, learningRate } = order;
  const parts = order.share.map((part) => ({
    first: part.first,
    plan: planOf(part, feed.inputs === 0 && feed.targets === 0, loaded),
  }));
  for (let step = 0; step < order.steps; step++) {
    gate.meet();
    if (gate.isBroken) return;
    replica.begin(batchSize, weights);
    let sum = 0;
    for (const part of parts) {
      sum += replica.learn(part, feed);
      gate.beat();
    }
    sums[0] = sum;
    sums.set(replica.penaltySums, 1);
    gate.meet();
    if (gate.isBroken) return;
    replica.update(learningRate, order.step + step + 1);
  }
  gate.arrive();
}

/** The same place and size make the same plan. */
function planOf({ images, base }: PlannedPart, ownInputs: boolean, { plans, replica }: Loaded) {
  const key = `${base} ${images} ${ownInputs}`;
  const known = plans.get(key);
  if (known) return known;
  if (plans.size >= MOST_PLANS) plans.clear();
  const plan = replica.plan('train', images, ownInputs, new Arena(base));
  plans.set(key, plan);
  return plan;
}
