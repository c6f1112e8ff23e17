import { createHash } from 'node:crypto';
import { plainRows, type Table } from '../../config/tables.ts';
import { ascending } from '../../order.ts';
import { isDecimal } from '../../values.ts';

/**
 * A short hash (12 hexadecimal digits) of everything that decides a mapping's results. The order of keys, blanks and
 * comments do not count.
 */
export function versionOf(flow: unknown, tables: readonly Table[], settings: unknown): string {
  const sorted = [...tables].sort((left, right) => ascending(left.name, right.name));
  const rows = sorted.map(({ name, rows: own }) => [name, plainRows(own)]);
  return createHash('sha256')
    .update(stable([flow, rows, settings]))
    .digest('hex')
    .slice(0, 12);
}

/** JSON with sorted keys. */
function stable(value: unknown): string {
  if (isDecimal(value)) return `{"decimal":${JSON.stringify(value.toFixed())}}`;
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  const sorted = entries.sort(([left], [right]) => ascending(left, right));
  return `{${sorted.map(([key, part]) => `${JSON.stringify(key)}:${stable(part)}`).join(',')}}`;
}
