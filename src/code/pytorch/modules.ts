import type { Part } from '../../spec/network.ts';
import { type TorchCall, type TorchModule, torchModules } from '../../spec/torch-modules.ts';
import type { Facts } from '../facts.ts';
import { lines } from '../text.ts';

type Named<Name> = Extract<TorchCall, { module: Name }>;

/** The call that makes a module, where it takes more than nothing. */
const calls: { readonly [Name in TorchCall['module']]?: (call: Named<Name>) => string } = {
  Linear: ({ inputs, outputs }) => `nn.Linear(${inputs}, ${outputs})`,
  Conv2d: (call) => convolution('nn.Conv2d', call),
  ConvTranspose2d: (call) => convolution('nn.ConvTranspose2d', call),
  ZeroPad2d: ({ padding }) => `nn.ZeroPad2d((${padding.join(', ')}))`,
  MaxPool2d: ({ size }) => `nn.MaxPool2d(${size})`,
  Upsample: ({ size }) => `nn.Upsample(scale_factor=${size})`,
  Unflatten: ({ shape }) => `nn.Unflatten(1, (${shape.join(', ')}))`,
  Permute: ({ dims }) => `Permute(${dims.join(', ')})`,
  Dropout: ({ rate }) => `nn.Dropout(${rate})`,
  Sample: () => 'Sample()',
};

function convolution(name: string, call: Named<'Conv2d' | 'ConvTranspose2d'>): string {
  const { inChannels, outChannels, kernel, stride, padding } = call;
  const [vertical, horizontal] = padding;
  const around = vertical === horizontal ? `${vertical}` : `(${vertical}, ${horizontal})`;
  const options = [
    stride === 1 ? '' : `, stride=${stride}`,
    vertical + horizontal === 0 ? '' : `, padding=${around}`,
  ];
  return `${name}(${inChannels}, ${outChannels}, ${kernel}${options.join('')})`;
}

/** The lines of one `nn.Sequential`. */
export function moduleLines(facts: Facts, part: Part): string[] {
  return torchModules(facts.network)
    .filter((module) => module.part === part)
    .map((module) => {
      const tied = tiedTo(facts, module);
      if (tied !== null) return `TiedLinear(self.encoder[${tied}]),`;
      const write = calls[module.module] as ((call: TorchCall) => string) | undefined;
      return `${write ? write(module) : `nn.${module.module}()`},`;
    });
}

/** For a tied Linear, the place of the one whose weights it uses; else null. */
function tiedTo({ rows, network }: Facts, module: TorchModule): number | null {
  if (module.module !== 'Linear') return null;
  const row = rows.find(({ part, index }) => part === module.part && index === module.layer);
  const other = row?.tiedTo == null ? undefined : rows[row.tiedTo];
  if (!other) return null;
  const place = torchModules(network).find(
    ({ part, layer, module: name }) =>
      part === other.part && layer === other.index && name === 'Linear',
  );
  return place?.place ?? null;
}

/** The classes that the module needs beside PyTorch's own. */
export function moduleClasses(facts: Facts): string {
  const modules = torchModules(facts.network);
  const uses = (name: TorchCall['module']) => modules.some(({ module }) => module === name);
  return [uses('Permute') && PERMUTE, uses('Sample') && SAMPLE, facts.network.tied && TIED_LINEAR]
    .filter((text) => typeof text === 'string')
    .map((text) => lines(text, '', '', ''))
    .join('');
}

const PERMUTE = `class Permute(nn.Module):
    """Exchanges axes: the playground counts a picture's channels last, PyTorch first."""

    def __init__(self, *dims):
        super().__init__()
        self.dims = dims

    def forward(self, x):
        return x.permute(self.dims)`;

const SAMPLE = `class Sample(nn.Module):
    """Draws the code from N(mean, variance) while it trains; otherwise the mean is the code."""

    def forward(self, statistics):
        self.mean, self.log_variance = statistics.chunk(2, dim=1)
        if not self.training:
            return self.mean
        return self.mean + torch.exp(self.log_variance / 2) * torch.randn_like(self.mean)`;

const TIED_LINEAR = `class TiedLinear(nn.Module):
    """A linear layer with the weights of one of the encoder's, transposed, and a bias of its own."""

    def __init__(self, other):
        super().__init__()
        self.other = [other]  # in a list: not a module of this one
        self.bias = nn.Parameter(torch.zeros(other.in_features))

    def forward(self, x):
        return x @ self.other[0].weight + self.bias`;
