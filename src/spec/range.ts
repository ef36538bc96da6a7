/** The values a number may take; what lies outside is refused with this sentence, never clamped. */
export interface NumberRange {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly integer?: true;
}

/** Says why `value` does not fit, or null when it does. */
export function rangeProblem(range: NumberRange, value: number): string | null {
  const kind = range.integer ? 'a whole number' : 'a number';
  const fits =
    Number.isFinite(value) &&
    value >= range.min &&
    value <= range.max &&
    (!range.integer || Number.isInteger(value));
  return fits ? null : `${range.label} must be ${kind}${boundsText(range)}.`;
}

/** Bounds as far out as numbers go are no news. */
const FAR = Number.MAX_SAFE_INTEGER;

function boundsText({ min, max }: NumberRange): string {
  if (max < FAR) return ` from ${min} to ${max}`;
  return min > -FAR ? ` of at least ${min}` : '';
}
