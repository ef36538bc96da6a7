import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type LanguageKind, languages, writeProgram } from '../../src/code/languages.ts';
import { specimens } from '../../src/code/specimens.ts';
import { summarize } from '../../src/spec/network.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { stagesOf } from '../../src/spec/stages.ts';
import { pythonWith, runPython } from './python.ts';

/* Every generated program runs from its first line to its last, on few images for few epochs. */

const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));

/** In place of the data set's section: eight pictures of noise. */
const FEW_DIGITS = `import * as tf from '@tensorflow/tfjs';

const trainImages = tf.randomUniform([8, 28, 28]);
const testImages = tf.randomUniform([10, 28, 28]);
const train = trainImages;
const validation = testImages;`;

function short({ training, ...spec }: Spec): Spec {
  const stages = stagesOf(summarize(spec.network).layers).length;
  const layerwise = training.layerwise === null ? null : 1;
  const epochs = layerwise === null ? 1 : stages;
  return { ...spec, training: { ...training, images: 2048, epochs, layerwise } };
}

/** Writes the programs to a folder from which they find Node's packages; runs them; removes it. */
function failuresOf(kind: LanguageKind, run: (folder: string) => string): unknown {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'programs-'));
  const { extension } = languages[kind];
  try {
    for (const { name, spec } of specimens) {
      const program =
        kind === 'tensorflowjs' ? onFewDigits(short(spec)) : writeProgram(kind, short(spec));
      writeFileSync(join(folder, `${name}.${extension}`), program);
    }
    return JSON.parse(run(folder).trimEnd().split('\n').at(-1) ?? '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function onFewDigits(spec: Spec): string {
  const sections = languages.tensorflowjs.sections(spec);
  return sections.map(({ title, code }) => (title === 'The digits' ? FEW_DIGITS : code)).join('\n');
}

const torch = pythonWith(['torch', 'numpy'], 'running the generated PyTorch programs');
const keras = pythonWith(['keras'], 'running the generated Keras programs');

describe('the generated programs run', () => {
  it('of TensorFlow.js', () => {
    const script = fileURLToPath(new URL('run-programs.mjs', import.meta.url));
    const run = (folder: string) =>
      execFileSync(process.execPath, [script, folder], { encoding: 'utf8' });
    expect(failuresOf('tensorflowjs', run)).toEqual({});
  });

  it.runIf(torch)('of PyTorch', () => {
    const run = (folder: string) => runPython(torch ?? '', 'run_programs.py', folder, 'pytorch');
    expect(failuresOf('pytorch', run)).toEqual({});
  });

  it.runIf(keras)('of Keras', () => {
    const run = (folder: string) => runPython(keras ?? '', 'run_programs.py', folder, 'keras');
    expect(failuresOf('keras', run)).toEqual({});
  });
}, 600_000);
