/** Gives the value if it is what it should be, else undefined. */
export type Reader<Value> = (value: unknown) => Value | undefined;

export const number: Reader<number> = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** A whole number from 0 on. */
export const count: Reader<number> = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;

/** A figure that is not there before training. */
export const figure: Reader<number | null> = (value) => (value === null ? null : number(value));

/** Text of the pattern, which bounds its length too. */
export function text(pattern: RegExp): Reader<string> {
  return (value) => (typeof value === 'string' && pattern.test(value) ? value : undefined);
}

export function oneOf<Value extends string>(...values: Value[]): Reader<Value> {
  return (value) => values.find((one) => one === value);
}

/** A copy of finite numbers, so many of them. */
export function numbers(least: number, most: number): Reader<Float32Array> {
  return (value) =>
    value instanceof Float32Array &&
    value.length >= least &&
    value.length <= most &&
    value.every(Number.isFinite)
      ? new Float32Array(value)
      : undefined;
}

/** A new object of these fields; others that the value has are left out. */
export function object<Shape extends object>(
  fields: { [Key in keyof Shape]: Reader<Shape[Key]> },
): Reader<Shape> {
  return (value) => {
    if (typeof value !== 'object' || value === null) return undefined;
    const result: Partial<Shape> = {};
    for (const key in fields) {
      const field = fields[key]((value as Partial<Record<string, unknown>>)[key]);
      if (field === undefined) return undefined;
      result[key] = field;
    }
    return result as Shape;
  };
}
