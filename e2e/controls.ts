import type { CDPSession } from '@playwright/test';

/** Something that a student can act on, as a screen reader finds it. */
export interface Control {
  /** Its role and name without figures: all 64 sliders of a code are `slider Code unit #`. */
  kind: string;
  role: string;
  name: string;
  /** DevTools' number of its element, for as long as the element lives. */
  element: number;
  /** Least and greatest value, of a number. */
  range: readonly [min: number, max: number] | null;
}

/** What stands on the page at one moment. */
export interface Sight {
  controls: Control[];
  /** The name of the dialog that is open. */
  dialog: string | null;
  /** Every name and description that a screen reader would read. */
  names: string[];
}

/** What a node of the accessibility tree says of itself; the parts that are read here. */
interface AccessibleNode {
  ignored: boolean;
  role?: { value?: unknown };
  name?: { value?: unknown };
  description?: { value?: unknown };
  properties?: readonly { name: string; value: { value?: unknown } }[];
  backendDOMNodeId?: number;
}

const ROLES = new Set([
  'application',
  'button',
  'checkbox',
  'combobox',
  'link',
  'menuitem',
  'option',
  'radio',
  'slider',
  'spinbutton',
  'switch',
  'tab',
  'textbox',
]);

/** One control has many names where these tell a run, a layer or a setting. */
const CHANGING_NAMES: readonly (readonly [kinds: RegExp, kind: string])[] = [
  [/^(checkbox Show|textbox Name of|button Delete) .*/, '$1 …'],
  [/^button Layer #.*/, 'button Layer #'],
  [/^button Save Layer #.* as (PNG|SVG)$/, 'button Save Layer # as $1'],
  [/^button (Regularise|Stop early).*/, 'button $1'],
  [/^button Copied$/, 'button Copy'],
];

/** All that is enabled, and that neither a dialog nor a style hides. */
export async function lookAt(session: CDPSession): Promise<Sight> {
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const shown = nodes.filter(({ ignored }) => !ignored);
  const dialog = shown.find((node) => roleOf(node) === 'dialog');
  return {
    controls: shown.flatMap(controlOf),
    dialog: dialog ? textOf(dialog.name) : null,
    names: shown.flatMap(({ name, description }) => [textOf(name), textOf(description)]),
  };
}

function controlOf(node: AccessibleNode): Control[] {
  const role = roleOf(node);
  const name = textOf(node.name);
  const isDisabled = property(node, 'disabled') === true;
  if (!ROLES.has(role) || isDisabled || node.backendDOMNodeId === undefined) return [];
  // A field whose text can only be read can still be entered and selected.
  const [min, max] = [property(node, 'valuemin'), property(node, 'valuemax')];
  const range = typeof min === 'number' && typeof max === 'number' ? ([min, max] as const) : null;
  return [{ kind: kindOf(role, name), role, name, element: node.backendDOMNodeId, range }];
}

function kindOf(role: string, name: string): string {
  const kind = `${role} ${name}`.replace(/\d+([.,]\d+)*/g, '#');
  return CHANGING_NAMES.reduce((text, [kinds, one]) => text.replace(kinds, one), kind);
}

function roleOf(node: AccessibleNode): string {
  return textOf(node.role);
}

function property({ properties = [] }: AccessibleNode, wanted: string): unknown {
  return properties.find(({ name }) => name === wanted)?.value.value;
}

function textOf(value: { value?: unknown } | undefined): string {
  return typeof value?.value === 'string' ? value.value : '';
}
