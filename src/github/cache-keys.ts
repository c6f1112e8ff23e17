import type { ListedEntry } from './cache-listing.ts';

/** Which save an entry is of: keys end in `<run>-<attempt>-<process>-<number>`. */
interface SaveOf {
  readonly run: number;
  readonly attempt: number;
  readonly process: string;
  readonly number: number;
}

/** True when a list shows no younger entry than the one with this key, or cannot show it yet: a list may lag by minutes. */
export function isNewest(key: string, entries: readonly ListedEntry[]): boolean {
  const own = entries.find((entry) => entry.key === key);
  if (own === undefined) return entries.every((entry) => isLater(key, entry.key));
  return entries.every(({ createdAtMs }) => createdAtMs <= own.createdAtMs);
}

/** True if the same process saved `earlier` before `key`. */
export function isEarlierOfProcess(earlier: string, key: string): boolean {
  const [left, right] = [saveOf(earlier), saveOf(key)];
  return left.run === right.run && left.process === right.process && left.number < right.number;
}

/** True if the key itself says that it was saved later: by a later run, a later attempt, or the same process. */
function isLater(key: string, than: string): boolean {
  const [left, right] = [saveOf(key), saveOf(than)];
  if (left.run !== right.run) return left.run > right.run;
  return left.attempt > right.attempt || isEarlierOfProcess(than, key);
}

function saveOf(key: string): SaveOf {
  const [run, attempt, process = '', number] = key.slice(key.lastIndexOf('/') + 1).split('-');
  return { run: Number(run), attempt: Number(attempt), process, number: Number(number) };
}
