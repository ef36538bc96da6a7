import type { FormatKind } from '../spec/formats.ts';
import { type Experiment, writeExperiment } from './experiment.ts';
import { writeKerasWeights } from './keras-weights.ts';
import { writeLossCsv } from './loss-csv.ts';
import { writeNpz } from './npz.ts';
import { type OnnxScope, writeOnnx } from './onnx.ts';
import { writeTensorflowJs } from './tensorflowjs.ts';
import { writeTorchWeights } from './torch-weights.ts';
import { writeZip } from './zip.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const onnx =
  (scope: OnnxScope) =>
  ({ spec, checkpoint }: Experiment) =>
    writeOnnx(spec.network, checkpoint.parameters, scope);

/** The content of each format's file. Throws a FileError for an experiment that is too large for it. */
export const writers: {
  readonly [Kind in FormatKind]: (experiment: Experiment) => Bytes | Promise<Bytes>;
} = {
  experiment: writeExperiment,
  torch: ({ spec, checkpoint }) => writeTorchWeights(spec.network, checkpoint.parameters),
  keras: ({ spec, checkpoint }) => writeKerasWeights(spec.network, checkpoint.parameters),
  tensorflowJs: ({ spec, checkpoint }) =>
    writeZip(writeTensorflowJs(spec.network, checkpoint.parameters)),
  onnx: onnx('autoencoder'),
  onnxEncoder: onnx('encoder'),
  onnxDecoder: onnx('decoder'),
  npz: ({ spec, checkpoint }) => writeNpz(spec.network, checkpoint.parameters),
  csv: ({ history }) => new TextEncoder().encode(writeLossCsv(history)),
};
