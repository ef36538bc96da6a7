import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** One that is named, the one on the path, and Debian's, which has the packages that apt installs. */
const PYTHONS = [process.env.INTEROP_PYTHON, 'python3', '/usr/bin/python3'];

/** What holds the modules: Debian's packages, and for Keras, which Debian lacks, pip's. */
const packages = {
  numpy: 'python3-numpy',
  torch: 'python3-torch',
  h5py: 'python3-h5py',
  onnx: 'python3-onnx',
  keras: 'keras and jax by pip, in the Python that INTEROP_PYTHON names',
} as const;

const env = { KERAS_BACKEND: 'jax', JAX_PLATFORMS: 'cpu', ...process.env };

export type PythonModule = keyof typeof packages;

/** A Python that has the modules; null, after saying what is skipped, where there is none. */
export function pythonWith(modules: readonly PythonModule[], what: string): string | null {
  const python = PYTHONS.find((one) => one !== undefined && canImport(one, modules));
  if (python) return python;
  const missing = modules.map((module) => packages[module]).join(', ');
  console.warn(`Skipped: ${what}. It needs ${missing}.`);
  return null;
}

/**
 * Runs a script of this folder; its output is the result. Throws with what Python printed where the
 * script fails.
 */
export function runPython(python: string, script: string, ...args: readonly string[]): string {
  const path = fileURLToPath(new URL(script, import.meta.url));
  return execFileSync(python, [path, ...args], { encoding: 'utf8', env });
}

function canImport(python: string, modules: readonly PythonModule[]): boolean {
  try {
    execFileSync(python, ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore', env });
    return true;
  } catch {
    return false;
  }
}
