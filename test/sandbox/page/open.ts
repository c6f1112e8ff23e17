import { join } from 'node:path';
import { OpenSandbox } from '../../../sandbox/command/open-sandbox.ts';
import type { Pair, ShownRecord } from '../../../sandbox/page/books.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** The small world with its page, on free ports; runs use the mappings of the example. */
export function openSmall(): Promise<OpenSandbox> {
  const entry = join(root, 'action', 'index.js');
  return OpenSandbox.open({ world: 'small', port: 0, folder: join(root, 'example'), mappings: 'mappings', entry });
}

/** The records of a kind, as the page gets them. */
export async function pairsOf({ pageUrl }: OpenSandbox, kind: string): Promise<readonly Pair[]> {
  const answer = await fetch(`${pageUrl}/api/books/${kind}`);
  return ((await answer.json()) as { pairs: readonly Pair[] }).pairs;
}

/** References of both sides: `['20001', '10002']`, null where there is none. */
export function references(pairs: readonly Pair[]): readonly (readonly (string | null)[])[] {
  return pairs.map(({ exactOnline, asperion }) => [exactOnline?.reference ?? null, asperion?.reference ?? null]);
}

/** The record with a reference, of either system. */
export function recordOf(pairs: readonly Pair[], reference: string): ShownRecord {
  const all = pairs.flatMap(({ exactOnline, asperion }) => [exactOnline, asperion]);
  const found = all.find((one) => one?.reference === reference);
  if (found === undefined || found === null) throw new RangeError(`There is no record ${reference}.`);
  return found;
}
