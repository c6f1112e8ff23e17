import type { ResourceSpec } from '../../systems/catalog.ts';
import type { SystemName } from '../../systems/registry.ts';
import { isRecord, type RecordValues, type Value } from '../../values.ts';

/** What was seen of one record of a system. */
export interface SeenRow {
  /** `<system>.<resource>`. */
  readonly resource: string;
  readonly key: string;
  /** Every field that was asked for; null if the system had nothing. */
  readonly fields: RecordValues;
}

/** The name under which a resource is recorded. */
export const resourceName = (system: SystemName, { name }: Pick<ResourceSpec, 'name'>): string => `${system}.${name}`;

/** A record with every field that was asked for (`Lines.Field` within lines); null if nothing came. */
export function filledIn(record: RecordValues, asked: readonly string[]): RecordValues {
  const filled: Record<string, Value> = { ...record };
  for (const field of asked) {
    const [name = ''] = field.split('.', 1);
    const value = filled[name] ?? null;
    const inLines = field.slice(name.length + 1);
    filled[name] =
      inLines === '' || !Array.isArray(value) ? value : value.map((line: Value) => withField(line, inLines));
  }
  return filled;
}

const withField = (line: Value, field: string): Value =>
  isRecord(line) ? { ...line, [field]: line[field] ?? null } : line;
