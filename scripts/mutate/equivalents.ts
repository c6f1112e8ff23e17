import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Change } from './changes.ts';

const equivalentsSchema = z.array(
  z.strictObject({ file: z.string(), line: z.string(), what: z.string(), reason: z.string().min(20) }),
);

/** A change that alters nothing that anybody can see, found by the text of its line, so that it may move. */
export type Equivalent = z.infer<typeof equivalentsSchema>[number];

/** The committed list. Throws when it is not well-formed. */
export function readEquivalents(): readonly Equivalent[] {
  const file = join(import.meta.dirname, 'equivalent.yml');
  return equivalentsSchema.parse(parse(readFileSync(file, 'utf8')));
}

/** Whether an entry means this change. */
export function means(entry: Equivalent, change: Change, source: string): boolean {
  const line = source.split('\n')[change.line - 1]?.trim();
  return entry.file === change.file && entry.what === change.what && entry.line === line;
}
