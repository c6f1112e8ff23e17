import { isObject } from '../schema.ts';
import type { StateKind } from './store.ts';

/**
 * The contents of an entry of format 1 as this version keeps them. Its fingerprints were made with the state key itself, which a plan
 * does not have any more: they say nothing now, so they are left out, and each record is compared in full when it comes by.
 */
export function fromFirstFormat(kind: StateKind, value: unknown): unknown {
  if (kind !== 'progress' || !isObject(value)) return value;
  return { ...value, links: mapped(value.links, (pair) => mapped(pair, withoutPrints)) };
}

const withoutPrints = (link: unknown): unknown => (isObject(link) ? { ...link, prints: {} } : link);

function mapped(value: unknown, change: (one: unknown) => unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, change(one)]));
}
