import { gunzipSync } from 'node:zlib';
import type { Progress } from '../../src/state/progress.ts';
import type { Shelf } from '../sandbox-week/shelf.ts';

/** What the cache holds and anybody could read, in words. */
export function lyingOpen({ entries }: Shelf): readonly string[] {
  const open = entries.filter(({ sealed }) => /Token|openFlows/.test(readable(sealed)));
  return open.map(({ key }) => `${key} can be read without the key`);
}

/** Links, marks and what waits; not how far sources were read, and the counts of calls. */
export function remembered({ links, openFlows, flows }: Progress): string {
  const letters = Object.entries(flows).map(([name, { deadLetters }]) => [name, deadLetters]);
  return JSON.stringify([links, openFlows, letters]);
}

/** An entry as text, unpacked where it can be. */
function readable(sealed: Buffer): string {
  const start = sealed.indexOf(Buffer.from([0x1f, 0x8b, 0x08]));
  try {
    return gunzipSync(sealed.subarray(Math.max(start, 0))).toString();
  } catch {
    return sealed.toString('latin1');
  }
}
