interface FormatRow {
  label: string;
  /** The name under which the file is saved; the generated programs look for the weights there. */
  file: string;
  summary: string;
}

/** What an experiment can be saved as. `src/files/write.ts` writes each. */
export const formats = {
  experiment: {
    label: 'Experiment',
    file: 'autoencoder.zip',
    summary: 'Settings, weights, optimizer, loss curve and drawing: opened again, it trains on.',
  },
  torch: {
    label: 'PyTorch',
    file: 'autoencoder.safetensors',
    summary: 'The state_dict of the generated module.',
  },
  keras: {
    label: 'Keras 3',
    file: 'autoencoder.weights.h5',
    summary: 'For load_weights of the generated model.',
  },
  tensorflowJs: {
    label: 'TensorFlow.js',
    file: 'autoencoder-tensorflowjs.zip',
    summary: 'model.json and weights.bin, for loadLayersModel.',
  },
  onnx: {
    label: 'ONNX',
    file: 'autoencoder.onnx',
    summary: 'The whole autoencoder, for any batch size.',
  },
  onnxEncoder: { label: 'ONNX encoder', file: 'encoder.onnx', summary: 'From picture to code.' },
  onnxDecoder: { label: 'ONNX decoder', file: 'decoder.onnx', summary: 'From code to picture.' },
  npz: { label: 'NumPy', file: 'autoencoder.npz', summary: 'Every weight as an array by name.' },
  csv: { label: 'Loss curve', file: 'loss.csv', summary: 'Training and validation loss by step.' },
} as const satisfies Record<string, FormatRow>;

export type FormatKind = keyof typeof formats;
