export const CPU_NAME = 'JavaScript, one core';

/** JavaScript is always there. */
export async function probeCpu() {
  return { available: true, detail: CPU_NAME };
}
