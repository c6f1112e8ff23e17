import { ascending } from '../order.ts';
/** Calls by `<system> <method> <resource>`, such as `asperion GET debtors`; sorted by key. */
export type CallTotals = Readonly<Record<string, number>>;

/**
 * Counts the calls that were sent, repetitions included. To get the calls of one flow, call `take` before it
 * and `since` after it.
 */
export class CallCount {
  readonly #counts = new Map<string, number>();

  /** Counts one call. */
  add(call: { readonly system: string; readonly method: string; readonly resource: string }): void {
    const key = `${call.system} ${call.method} ${call.resource}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** All calls so far: a total, and a mark for `since`. */
  take(): CallTotals {
    return Object.fromEntries([...this.#counts].sort(([left], [right]) => ascending(left, right)));
  }

  /** The calls made after `mark` was taken; keys without any are left out. */
  since(mark: CallTotals): CallTotals {
    const difference = Object.entries(this.take()).map(([key, count]) => [key, count - (mark[key] ?? 0)] as const);
    return Object.fromEntries(difference.filter(([, count]) => count > 0));
  }
}
