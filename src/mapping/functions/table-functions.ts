import { BOOLEAN, TEXT } from '../expressions/types.ts';
import type { MappingFunction, Parameter } from './function.ts';

const parameters: readonly Parameter[] = [
  { name: 'name', accepts: ['text'] },
  { name: 'key', accepts: ['text', 'integer', 'decimal', 'boolean', 'date'] },
  { name: 'more', accepts: ['text', 'integer', 'decimal', 'boolean', 'date'], repeats: true },
];

/** Functions that look up the folder's tables; the compiler implements them. */
export const tableFunctions: readonly MappingFunction[] = [
  {
    name: 'table',
    doc: 'The text that a table has for its keys, one per level. Without such a row the record waits as a dead letter (UNMAPPED_KEY).',
    example: ['table("payment-conditions", "14")', '"2"'],
    parameters,
    result: TEXT,
  },
  {
    name: 'tableOn',
    doc: 'The same for a table whose values have dates: the text that it has on a day.',
    example: ['tableOn("payment-conditions", date("2026-06-30"), "14")', '"2"'],
    parameters: [...parameters.slice(0, 1), { name: 'date', accepts: ['date'] }, ...parameters.slice(1)],
    result: TEXT,
  },
  {
    name: 'inTable',
    doc: 'True when a table has a row for these keys.',
    example: ['inTable("payment-conditions", "99")', 'false'],
    parameters,
    result: BOOLEAN,
  },
];
