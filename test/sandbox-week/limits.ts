/** A call as a sandbox recorded it. */
export interface RecordedCall {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const COUNTED: ReadonlySet<number> = new Set([400, 401, 403, 404]);

/** Calls to a company: tokens and `current/Me` are not counted (EX-rate-limits, EX-current-me). */
export function companyCalls<Call extends RecordedCall>(calls: readonly Call[]): readonly Call[] {
  return calls.filter(({ path }) => /^\/api\/v1\/\d+\//.test(path));
}

/** The most calls in one clock minute of UTC. */
export function busiestMinute(calls: readonly RecordedCall[]): number {
  return Math.max(...countBy(calls, ({ at }) => Math.floor(at / MINUTE_MS)).values());
}

/** Calls per UTC day, in order. */
export function callsPerDay(calls: readonly RecordedCall[]): readonly number[] {
  return [...countBy(calls, ({ at }) => Math.floor(at / DAY_MS)).values()];
}

/** The shortest time between two calls, in seconds. */
export function shortestGap(calls: readonly RecordedCall[]): number {
  const gaps = calls.slice(1).map(({ at }, index) => at - (calls[index]?.at ?? 0));
  return Math.min(...gaps) / 1000;
}

/** The shortest time between two token calls, in seconds. */
export function shortestTokenGap(calls: readonly RecordedCall[]): number {
  return shortestGap(calls.filter(({ path }) => path.endsWith('/token')));
}

/** The most counted errors of one endpoint within any hour (EX-error-limit). */
export function mostErrorsPerHour(calls: readonly RecordedCall[]): number {
  const byEndpoint = new Map<string, number[]>();
  for (const { path, status, at } of calls) {
    if (!COUNTED.has(status)) continue;
    const endpoint = path.replace(/\(.*$/, '').toLowerCase();
    byEndpoint.set(endpoint, [...(byEndpoint.get(endpoint) ?? []), at]);
  }
  const most = [...byEndpoint.values()].flatMap((times) =>
    times.map((at) => times.filter((other) => other <= at && other > at - HOUR_MS).length),
  );
  return Math.max(0, ...most);
}

function countBy<Element>(elements: readonly Element[], keyOf: (element: Element) => number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const element of elements) counts.set(keyOf(element), (counts.get(keyOf(element)) ?? 0) + 1);
  return counts;
}
