/** Names of what computes graphics on the processor, where there is no graphics processor to use. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|swrast|software|basic render|\bwarp\b/i;

/** Whether an adapter's name is that of software in a graphics processor's place. */
export function isSoftwareName(name: string): boolean {
  return SOFTWARE.test(name);
}
