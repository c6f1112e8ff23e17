import type { OpenSandbox } from '../command/open-sandbox.ts';

/** A call as the page lists it. */
export interface ShownCall {
  /** Epoch ms. */
  readonly at: number;
  readonly system: 'Exact Online' | 'Asperion' | 'GitHub';
  readonly method: string;
  readonly path: string;
  /** With the leading `?`, or empty; decoded for reading. */
  readonly query: string;
  /** 0 = not answered, or not yet. */
  readonly status: number;
}

/** How many calls the page lists. */
const SHOWN = 100;

/** The latest calls of all three, newest first, and how many there were in all. */
export function latestCalls({ servers, github }: OpenSandbox): { total: number; calls: readonly ShownCall[] } {
  const lists = [
    ['Exact Online', servers.exactOnline.requests],
    ['Asperion', servers.asperion.requests],
    ['GitHub', github.requests],
  ] as const;
  const calls = lists.flatMap(([system, requests]) =>
    requests
      .slice(-SHOWN)
      .toReversed()
      .map(({ at, method, path, query, status }): ShownCall => {
        return { at, system, method, path, query: readableQuery(query), status };
      }),
  );
  const total = lists.reduce((sum, [, { length }]) => sum + length, 0);
  return { total, calls: calls.sort((left, right) => right.at - left.at).slice(0, SHOWN) };
}

function readableQuery(query: string): string {
  const text = query.replace(/^\?/, '').replaceAll('+', ' ');
  if (text === '') return '';
  try {
    return `?${decodeURIComponent(text)}`;
  } catch {
    return `?${text}`;
  }
}
