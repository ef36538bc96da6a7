import { type OptimizerKind, optimizerConstants } from '../../spec/optimizers.ts';
import { lines } from '../text.ts';

interface OptimizerCode {
  /** A class of its own, where PyTorch's formula is another. */
  definition: string | null;
  make(rate: number): string;
  /** Lines before each step of the optimizer; `step` counts from 1. */
  beforeStep: string | null;
}

const { sgd, rmsprop, adam, adadelta } = optimizerConstants;

/** With Keras' formulas and constants, which are the playground's. */
export const optimizers = {
  sgd: {
    definition: null,
    make: (rate) => `torch.optim.SGD(parameters, lr=${rate}, momentum=${sgd.momentum})`,
    beforeStep: null,
  },
  rmsprop: {
    definition: lines(
      'class RMSprop(torch.optim.Optimizer):',
      `    """As in Keras, whose epsilon is inside the root; PyTorch adds it outside, where it counts less."""`,
      '',
      '    def __init__(self, parameters, lr):',
      '        super().__init__(parameters, {"lr": lr})',
      '',
      '    @torch.no_grad()',
      '    def step(self):',
      '        for group in self.param_groups:',
      '            for p in group["params"]:',
      '                if p.grad is None:',
      '                    continue',
      '                mean = self.state[p].setdefault("mean_square", torch.zeros_like(p))',
      `                mean.mul_(${rmsprop.decay}).addcmul_(p.grad, p.grad, value=1 - ${rmsprop.decay})`,
      `                p.sub_(group["lr"] * p.grad / torch.sqrt(mean + ${rmsprop.epsilon}))`,
    ),
    make: (rate) => `RMSprop(parameters, lr=${rate})`,
    beforeStep: null,
  },
  adam: {
    definition: null,
    make: (rate) => `torch.optim.Adam(parameters, lr=${rate})`,
    beforeStep: lines(
      '# Keras adds its epsilon before it corrects the means for their start at zero, PyTorch after.',
      'for group in optimizer.param_groups:',
      `    group["eps"] = ${adam.epsilon} / (1 - ${adam.decay2}**step) ** 0.5`,
    ),
  },
  adadelta: {
    definition: null,
    make: (rate) =>
      `torch.optim.Adadelta(parameters, lr=${rate}, rho=${adadelta.decay}, eps=${adadelta.epsilon})`,
    beforeStep: null,
  },
} satisfies Record<OptimizerKind, OptimizerCode>;
