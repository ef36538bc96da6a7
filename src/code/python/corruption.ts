import { type Corruption, type CorruptionKind, corruptions } from '../../spec/tasks.ts';
import { indent, lines } from '../text.ts';

interface Lines {
  /** `x` is an array [n, 28, 28] of NumPy, `rng` its generator. */
  numpy: string;
  /** `x` is a tensor [n, 28, 28] of PyTorch. */
  torch: string;
}

/** The body of `corrupt(x)` for every corruption but none; `x` is a copy that may be changed. */
const bodies: Readonly<Record<Exclude<CorruptionKind, 'none'>, (strength: number) => Lines>> = {
  gaussian: (s) => ({
    numpy: `return np.clip(x + ${s} * rng.normal(size=x.shape), 0, 1)`,
    torch: `return (x + ${s} * torch.randn_like(x)).clamp(0, 1)`,
  }),
  saltAndPepper: (s) => ({
    numpy: lines(
      'lot = rng.random(x.shape)',
      `return np.where(lot < ${s / 2}, 0, np.where(lot < ${s}, 1, x))`,
    ),
    torch: lines(
      'lot = torch.rand_like(x)',
      `x[lot < ${s}] = 1`,
      `x[lot < ${s / 2}] = 0`,
      'return x',
    ),
  }),
  speckle: (s) => ({
    numpy: `return np.clip(x + x * ${s} * rng.normal(size=x.shape), 0, 1)`,
    torch: `return (x + x * ${s} * torch.randn_like(x)).clamp(0, 1)`,
  }),
  square: (side) => ({
    numpy: lines(
      'for picture in x:',
      `    top, left = rng.integers(0, ${29 - side}, size=2)`,
      `    picture[top : top + ${side}, left : left + ${side}] = 0`,
      'return x',
    ),
    torch: lines(
      'for picture in x:',
      `    top, left = torch.randint(0, ${29 - side}, (2,)).tolist()`,
      `    picture[top : top + ${side}, left : left + ${side}] = 0`,
      'return x',
    ),
  }),
  half: (share) => ({
    numpy: lines(
      'for picture in x:',
      `    np.rot90(picture, rng.integers(4))[: ${Math.round(share * 28)}] = 0`,
      'return x',
    ),
    torch: lines(
      'for picture in x:',
      '    side = torch.randint(0, 4, ()).item()',
      '    rows = picture if side < 2 else picture.T',
      `    (rows[:${Math.round(share * 28)}] if side % 2 == 0 else rows[-${Math.round(share * 28)}:]).zero_()`,
      'return x',
    ),
  }),
  coarse14: () => coarse(2),
  coarse7: () => coarse(4),
  clutter: (contrast) => ({
    numpy: lines(
      'rows, columns = np.mgrid[:28, :28]',
      '',
      'def wave():',
      '    direction, phase = rng.uniform(0, 2 * np.pi, 2)',
      '    across = np.cos(direction) * columns + np.sin(direction) * rows',
      '    return np.sin(2 * np.pi * across / rng.uniform(4, 12) + phase)',
      '',
      'for picture in x:',
      '    texture = 0.35 * (1 + wave() * wave()) + 0.3 * rng.random((28, 28))',
      `    np.maximum(picture, ${contrast} * texture, out=picture)`,
      'return x',
    ),
    torch: lines(
      'rows, columns = torch.meshgrid(torch.arange(28.0), torch.arange(28.0), indexing="ij")',
      '',
      'def wave():',
      '    direction, phase = 2 * torch.pi * torch.rand(2)',
      '    across = torch.cos(direction) * columns + torch.sin(direction) * rows',
      '    return torch.sin(2 * torch.pi * across / (4 + 8 * torch.rand(())) + phase)',
      '',
      'for picture in x:',
      '    texture = 0.35 * (1 + wave() * wave()) + 0.3 * torch.rand(28, 28)',
      `    picture.copy_(torch.maximum(picture, ${contrast} * texture))`,
      'return x',
    ),
  }),
};

function coarse(size: number): Lines {
  const count = 28 / size;
  return {
    numpy: lines(
      `squares = x.reshape(-1, ${count}, ${size}, ${count}, ${size}).mean(axis=(2, 4))`,
      `return squares.repeat(${size}, axis=1).repeat(${size}, axis=2)`,
    ),
    torch: lines(
      `squares = x.reshape(-1, ${count}, ${size}, ${count}, ${size}).mean(dim=(2, 4))`,
      `return squares.repeat_interleave(${size}, 1).repeat_interleave(${size}, 2)`,
    ),
  };
}

/** The function `corrupt`; empty where inputs stay as they are. */
export function corruptFunction({ kind, strength }: Corruption, library: keyof Lines): string {
  if (kind === 'none') return '';
  const body = bodies[kind](strength)[library];
  const copy = library === 'numpy' ? 'x = x.copy()' : 'x = x.clone()';
  return lines(
    'def corrupt(x):',
    `    """${corruptions[kind].label}, drawn anew at every call."""`,
    body.includes('picture') || body.includes('x[') ? `    ${copy}` : null,
    indent(body),
  );
}
