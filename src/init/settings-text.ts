import { remark, scalar, schemaLine } from './yaml-text.ts';

/** A value of settings.yml. */
export interface SetValue {
  /** With dots between: `journals.sales`. */
  readonly name: string;
  readonly value: string;
  readonly says: string;
}

/** The text of `mappings/settings.yml`. Pure. */
export function settingsText(flows: readonly string[], values: readonly SetValue[]): string {
  return `${[
    schemaLine('settings'),
    '# Which flows run, and what is particular to this company. The flows come with the action.',
    'use: shipped',
    ...(flows.length === 0 ? ['flows: []'] : ['flows:', ...flows.map((flow) => `  - ${flow}`)]),
    ...(values.length === 0 ? [] : ['values:', ...groupLines(values, '  ')]),
  ].join('\n')}\n`;
}

/** Values with a common beginning stand below it. */
function groupLines(values: readonly SetValue[], indent: string): readonly string[] {
  const groups = Map.groupBy(values, ({ name }) => name.split('.')[0] ?? name);
  return [...groups].flatMap(([key, own]) => {
    const [first] = own;
    if (first !== undefined && first.name === key)
      return [`${indent}${key}: ${shownValue(first)} # ${remark(first.says)}`];
    const inner = own.map((one) => ({ ...one, name: one.name.slice(key.length + 1) }));
    return [`${indent}${key}:`, ...groupLines(inner, `${indent}  `)];
  });
}

/** A day stands as it is: YAML reads it as text. */
const shownValue = ({ value }: SetValue): string => (/^\d{4}-\d\d-\d\d$/.test(value) ? value : scalar(value));
