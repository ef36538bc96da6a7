import { useId } from 'react';
import type { Elements } from './elements.ts';
import styles from './field.module.css';

export interface Option<Value extends string> {
  value: Value;
  label: string;
  disabled?: boolean;
  /** Options of one group follow one another under its name. */
  group?: string;
}

interface SelectFieldProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly Option<Value>[];
  onChoose(value: Value): void;
  /** The label is then only heard, not seen. */
  labelHidden?: boolean;
  describedBy?: string;
  /** Stands beside the field. */
  children?: Elements;
}

/** The platform's own selector: best for phones and keyboards. */
export function SelectField<Value extends string>({
  label,
  value,
  options,
  onChoose,
  labelHidden = false,
  describedBy,
  children,
}: SelectFieldProps<Value>) {
  const id = useId();
  return (
    <div className={styles.field}>
      {!labelHidden && <label htmlFor={id}>{label}</label>}
      <div className={styles.row}>
        <select
          id={id}
          className={styles.select}
          aria-label={labelHidden ? label : undefined}
          aria-describedby={describedBy}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen) onChoose(chosen.value);
          }}
        >
          {groupsOf(options).map(({ group, members }) => {
            const items = members.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </option>
            ));
            return group ? (
              <optgroup key={group} label={group}>
                {items}
              </optgroup>
            ) : (
              items
            );
          })}
        </select>
        {children}
      </div>
    </div>
  );
}

function groupsOf<Value extends string>(options: readonly Option<Value>[]) {
  const groups: { group: string | undefined; members: Option<Value>[] }[] = [];
  for (const option of options) {
    const last = groups.at(-1);
    if (last && last.group === option.group) last.members.push(option);
    else groups.push({ group: option.group, members: [option] });
  }
  return groups;
}

/** The options of a table of the spec: every row's key and label. */
export function tableOptions<Kind extends string>(
  table: Readonly<Record<Kind, { label: string }>>,
): Option<Kind>[] {
  return (Object.keys(table) as Kind[]).map((value) => ({ value, label: table[value].label }));
}
