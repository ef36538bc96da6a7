import { type PresetKind, presets } from './presets.ts';

const kinds = Object.keys(presets) as PresetKind[];

/** A preset's name in addresses, such as `convolutional-nearest-neighbour`: its label in kebab case. */
export function presetSlug(kind: PresetKind): string {
  return presets[kind].label.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

/** The preset of that slug, or undefined. */
export function presetNamed(slug: string): PresetKind | undefined {
  return kinds.find((kind) => presetSlug(kind) === slug);
}
