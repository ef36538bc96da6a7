import type { LossKind } from '../../spec/losses.ts';
import type { PenaltyKind } from '../../spec/penalties.ts';
import { taskOf, tasks } from '../../spec/tasks.ts';
import { torchModules } from '../../spec/torch-modules.ts';
import { type Facts, factsOf } from '../facts.ts';
import { corruptFunction } from '../python/corruption.ts';
import { choosingLines, plotLines } from '../python/data.ts';
import type { Section, Writer } from '../section.ts';
import { indent, lines } from '../text.ts';
import { moduleClasses, moduleLines } from './modules.ts';
import { optimizers } from './optimizers.ts';

const losses = {
  binaryCrossentropy: 'F.binary_cross_entropy',
  meanSquaredError: 'F.mse_loss',
  meanAbsoluteError: 'F.l1_loss',
} satisfies Record<LossKind, string>;

export const pytorch: Writer = {
  label: 'PyTorch',
  extension: 'py',
  comment: '#',
  install: 'torch torchvision matplotlib safetensors',
  sections(spec) {
    const facts = factsOf(spec);
    return [
      setUp(facts),
      data(facts),
      ...(facts.isCorrupted ? [task(facts)] : []),
      network(facts),
      training(facts),
      look(facts),
    ];
  },
};

function setUp({ spec }: Facts): Section {
  return {
    title: 'Setting up',
    text: 'The seed makes runs repeat here; the playground draws other numbers from its own.',
    code: lines(
      'from pathlib import Path',
      '',
      'import matplotlib.pyplot as plt',
      'import torch',
      'import torch.nn.functional as F',
      'from torch import nn',
      'from torchvision import datasets',
      '',
      `torch.manual_seed(${spec.seed})`,
    ),
  };
}

function data(facts: Facts): Section {
  return {
    title: 'The digits',
    text: 'MNIST comes as bytes from 0 to 255; the network sees grey values from 0, paper, to 1, ink.',
    code: lines(
      'training_set = datasets.MNIST("data", train=True, download=True)',
      'test_set = datasets.MNIST("data", train=False, download=True)',
      'train_images, train_labels = training_set.data / 255, training_set.targets',
      'test_images, test_labels = test_set.data / 255, test_set.targets',
      choosingLines(facts, (labels, digits) => `torch.isin(${labels}, torch.tensor(${digits}))`),
    ),
  };
}

function task({ training }: Facts): Section {
  return {
    title: tasks[taskOf(training.corruption)].label,
    text: 'Inputs are corrupted anew for every batch, so that no picture is seen twice in the same way; the target stays.',
    code: corruptFunction(training.corruption, 'torch'),
  };
}

function network(facts: Facts): Section {
  const part = (name: 'encoder' | 'decoder') =>
    lines(
      `        self.${name} = nn.Sequential(`,
      indent(moduleLines(facts, name).join('\n'), 12),
      '        )',
    );
  const initialize = facts.network.initializer === 'he' ? 'kaiming_uniform_' : 'xavier_uniform_';
  return {
    title: 'The network',
    text: 'The encoder squeezes a picture into the code, the decoder rebuilds the picture from it.',
    code: lines(
      `input_shape = ${channelsFirst(facts.input)}  # PyTorch counts a picture's channels first`,
      `output_shape = ${channelsFirst(facts.output)}`,
      '',
      '',
      `${moduleClasses(facts)}class Autoencoder(nn.Module):`,
      '    def __init__(self):',
      '        super().__init__()',
      part('encoder'),
      part('decoder'),
      '',
      '    def forward(self, picture):',
      '        return self.decoder(self.encoder(picture))',
      '',
      '',
      'def start_as_keras(module):',
      '    """Keras\' initial weights; PyTorch\'s own are another uniform distribution."""',
      '    if isinstance(module, (nn.Linear, nn.Conv2d, nn.ConvTranspose2d)):',
      `        nn.init.${initialize}(module.weight${facts.network.initializer === 'he' ? ', nonlinearity="relu"' : ''})`,
      '        nn.init.zeros_(module.bias)',
      '',
      '',
      'autoencoder = Autoencoder().apply(start_as_keras)',
      '',
      'weights = Path("autoencoder.safetensors")  # as the playground saves them',
      'if weights.exists():',
      '    from safetensors.torch import load_file',
      '',
      '    autoencoder.load_state_dict(load_file(weights))',
    ),
  };
}

/** Terms added to the loss, given the code of a batch; each is a line of `loss = loss + …`. */
const penaltyLines: { readonly [Kind in PenaltyKind]: (facts: Facts) => string[] } = {
  activity: ({ weight }) => [`loss = loss + ${weight('activity')} * code.abs().sum(dim=1).mean()`],
  sparsity: ({ weight, training: { sparsityTarget: rho } }) => [
    'mean = code.mean(dim=0).clamp(1e-6, 1 - 1e-6)',
    `divergence = ${rho} * torch.log(${rho} / mean) + ${1 - rho} * torch.log(${1 - rho} / (1 - mean))`,
    `loss = loss + ${weight('sparsity')} * divergence.sum()`,
  ],
  contraction: (facts) => {
    const code = facts.rows.findLast(({ part }) => part === 'encoder')?.layer;
    const linear = torchModules(facts.network).findLast(
      ({ part, module }) => part === 'encoder' && module === 'Linear',
    );
    return [
      `slope = ${slopes[code && 'activation' in code ? code.activation : 'linear']}`,
      `norms = (autoencoder.encoder[${linear?.place ?? 0}].weight ** 2).sum(dim=1)`,
      `loss = loss + ${facts.weight('contraction')} * (slope**2 * norms).sum(dim=1).mean()`,
    ];
  },
  weightDecay: ({ weight }) => [
    "# PyTorch's own weight_decay would shrink the biases, too.",
    'squares = sum((p**2).sum() for name, p in autoencoder.named_parameters() if name.endswith("weight"))',
    `loss = loss + ${weight('weightDecay')} * squares`,
  ],
  divergence: ({ weight, training: { warmUp } }) => [
    'sample = autoencoder.encoder[-1]',
    'spread = torch.exp(sample.log_variance) - sample.log_variance - 1',
    'divergence = (sample.mean**2 + spread).sum(dim=1).mean() / 2',
    '# Over the 784 pixels, as the reconstruction loss is a mean over them.',
    warmUp > 0
      ? `loss = loss + ${weight('divergence')} * min(1, epoch / ${warmUp}) * divergence / 784`
      : `loss = loss + ${weight('divergence')} * divergence / 784`,
  ],
};

/** f'(z), told from the code f(z). */
const slopes = {
  linear: 'torch.ones_like(code)',
  relu: '(code > 0).float()',
  leakyRelu: 'torch.where(code > 0, 1.0, 0.01)',
  elu: 'torch.where(code > 0, 1.0, code + 1)',
  tanh: '1 - code**2',
  sigmoid: 'code * (1 - code)',
};

function training(facts: Facts): Section {
  const { training: t, stages, isCorrupted, targetsMask: isMask } = facts;
  const { definition, make, beforeStep } = optimizers[t.optimizer];
  const target = isMask ? '(pictures > 0.5).float()' : 'pictures';
  const input = isCorrupted ? 'corrupt(pictures)' : 'pictures';
  const rest = t.epochs - stages.length * (t.layerwise ?? 0);
  return {
    title: 'Training',
    text: 'Each epoch goes once through all training digits; the validation loss is of digits that never train.',
    code: lines(
      definition && [definition, '', ''],
      'def reconstruction_loss(output, pictures):',
      `    target = ${target}${isMask ? "  # the digit's mask" : ''}`,
      `    return ${losses[t.loss]}(output, target.reshape(output.shape))`,
      '',
      '',
      'def validate(encoder, decoder):',
      '    autoencoder.eval()',
      '    with torch.no_grad():',
      `        inputs = ${isCorrupted ? 'corrupt(validation)' : 'validation'}.reshape(-1, *input_shape)`,
      '        loss = reconstruction_loss(decoder(encoder(inputs)), validation)',
      '    autoencoder.train()',
      '    return loss.item()',
      '',
      '',
      'def train_for(epochs, encoder, decoder, parameters):',
      `    optimizer = ${make(t.learningRate)}`,
      '    step = 0',
      t.stop.patience !== null && '    best, waited = float("inf"), 0',
      '    for epoch in range(epochs):',
      `        for rows in torch.randperm(len(train)).split(${t.batchSize}):`,
      '            pictures = train[rows]',
      `            code = encoder(${input}.reshape(-1, *input_shape))`,
      '            loss = reconstruction_loss(decoder(code), pictures)',
      facts.penalties.map((kind) => indent(penaltyLines[kind](facts).join('\n'), 12)),
      '            optimizer.zero_grad()',
      '            loss.backward()',
      '            step += 1',
      beforeStep && indent(beforeStep, 12),
      '            optimizer.step()',
      '        validation_loss = validate(encoder, decoder)',
      '        print(f"epoch {epoch + 1}: {loss.item():.4f}, validation {validation_loss:.4f}")',
      t.stop.loss !== null && [
        `        if validation_loss <= ${t.stop.loss}:`,
        '            return',
      ],
      t.stop.patience !== null && [
        '        waited = 0 if validation_loss < best else waited + 1',
        '        best = min(best, validation_loss)',
        `        if waited >= ${t.stop.patience}:`,
        '            return',
      ],
      '',
      '',
      stages.length > 0 && layerwise(facts),
      `train_for(${rest}, autoencoder.encoder, autoencoder.decoder, list(autoencoder.parameters()))`,
    ),
  };
}

function layerwise({ network, rows, stages, training: { layerwise: epochs } }: Facts): string {
  const modules = torchModules(network);
  const encoder = rows.filter(({ part }) => part === 'encoder');
  const last = encoder.length - 1;
  const placesOf = (part: 'encoder' | 'decoder', keep: (layer: number) => boolean) =>
    modules
      .filter((module) => module.part === part && keep(module.layer))
      .map(({ place }) => place);
  const cuts = stages.map(({ depth, learns }) => {
    const outer = placesOf('encoder', (layer) => layer < depth).length;
    const inner = placesOf('decoder', (layer) => layer > last - depth)[0] ?? 0;
    const [first] = placesOf('encoder', (layer) => layer === learns);
    const [second] = placesOf('decoder', (layer) => layer === last - learns);
    return `(${outer}, ${inner}, ${first}, ${second})`;
  });
  return lines(
    '# The outer pair of layers learns first, then the next one inside it; then all of them together.',
    'pairs = [',
    cuts.map((cut) => `    ${cut},`),
    ']',
    'for outer, inner, *learning in pairs:',
    '    pair = [autoencoder.encoder[learning[0]], autoencoder.decoder[learning[1]]]',
    '    parameters = [p for layer in pair for p in layer.parameters()]',
    `    train_for(${epochs}, autoencoder.encoder[:outer], autoencoder.decoder[inner:], parameters)`,
  );
}

function look({ isCorrupted, targetsMask: isMask }: Facts): Section {
  return {
    title: 'What it has learned',
    text: 'Ten digits that never trained: what goes in, the code, and what comes out of the code alone.',
    code: lines(
      'autoencoder.eval()',
      'originals = test_images[:10]',
      isCorrupted && 'inputs = corrupt(originals)',
      'with torch.no_grad():',
      `    codes = autoencoder.encoder(${isCorrupted ? 'inputs' : 'originals'}.reshape(-1, *input_shape))`,
      '    outputs = autoencoder.decoder(codes).reshape(-1, 28, 28)',
      isMask && [
        'masks, found = originals > 0.5, outputs > 0.5',
        'overlap = (masks & found).sum() / (masks | found).sum()',
        'print("Intersection over union:", overlap.item())',
      ],
      plotLines([
        ['Original', 'originals.numpy()'],
        ...(isCorrupted ? ([['Input', 'inputs.numpy()']] as const) : []),
        ['Code', 'codes.flatten(1).numpy()'],
        ['Output', 'outputs.numpy()'],
      ]),
    ),
  };
}

function channelsFirst(shape: readonly number[]): string {
  const [height, width, channels] = shape;
  return shape.length === 1 ? `(${shape[0]},)` : `(${channels}, ${height}, ${width})`;
}
