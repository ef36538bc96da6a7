import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The one on the path, and Debian's, which has the packages that apt installs. */
const PYTHONS = ['python3', '/usr/bin/python3'];

/** Debian's names of the packages that hold the modules. */
const packages = {
  numpy: 'python3-numpy',
  torch: 'python3-torch',
  h5py: 'python3-h5py',
  onnx: 'python3-onnx',
} as const;

export type PythonModule = keyof typeof packages;

/** A Python that has the modules; null, after saying what is skipped, where there is none. */
export function pythonWith(modules: readonly PythonModule[], what: string): string | null {
  const python = PYTHONS.find((one) => canImport(one, modules));
  if (python) return python;
  const missing = modules.map((module) => packages[module]).join(' ');
  console.warn(`Skipped: ${what}. It needs ${missing}.`);
  return null;
}

/**
 * Runs a script of this folder; its output is the result. Throws with what Python printed where the
 * script fails.
 */
export function runPython(python: string, script: string, ...args: readonly string[]): string {
  const path = fileURLToPath(new URL(script, import.meta.url));
  return execFileSync(python, [path, ...args], { encoding: 'utf8' });
}

function canImport(python: string, modules: readonly PythonModule[]): boolean {
  try {
    execFileSync(python, ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
