import { isObject } from '../schema.ts';
import type { StateKind } from './store.ts';

/**
 * The contents of an entry of format 1 as this version keeps them. Its fingerprints were made with the state key, which a plan
 * no longer has. They are of no use now, so they are left out, and each record is compared in full the next time.
 */
export function fromFirstFormat(kind: StateKind, value: unknown): unknown {
  if (kind !== 'progress' || !isObject(value)) return value;
  return { ...value, links: mapped(value.links, (pair) => mapped(pair, withoutFingerprints)) };
}

/** Format 1 called them `prints`. */
const withoutFingerprints = (link: unknown): unknown => (isObject(link) ? { ...link, prints: {} } : link);

function mapped(value: unknown, change: (one: unknown) => unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, change(one)]));
}
