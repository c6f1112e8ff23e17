/** Something that goes wrong on purpose, once or a few times, on the calls that it matches. */
export interface Fault {
  /** Upper case; absent = every method. */
  readonly method?: string;
  /** Tested on the path without the query. */
  readonly path: RegExp;
  /** Tested on the query as it was sent; absent = every query. */
  readonly query?: RegExp;
  /** How many matching calls pass first; default 0. */
  readonly skip?: number;
  /** How many calls it strikes; default 1. */
  readonly times?: number;
  /**
   * - `status`: answers `status` and `body` without doing anything
   * - `replace`: does everything, then answers `status`, `headers` and `body` instead of the true answer
   * - `drop-before`: closes the socket without doing anything
   * - `drop-after`: does and stores everything, then closes the socket without an answer
   * - `hang-before`, `hang-after`: the same, but the socket stays open and silent
   * - `store-late`: answers `status` and `body` as a gateway that gave up, and does everything `storeAfterMs` later
   */
  readonly act: 'status' | 'drop-before' | 'drop-after' | 'hang-before' | 'hang-after' | 'replace' | 'store-late';
  /** For `store-late`: milliseconds on the server's clock, seen with the first call after them. */
  readonly storeAfterMs?: number;
  /** For `status` (default 500), `store-late` (default 504) and `replace` (default: the true answer's). */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Waits before it strikes, milliseconds. */
  readonly delayMs?: number;
  /** Waits for this as well before it strikes; `before` is called first. */
  readonly until?: Promise<unknown>;
  /** Called when the call has arrived, before anything is done. */
  readonly before?: () => unknown;
  /** Called when all work is done, before the answer is sent. */
  readonly after?: () => unknown;
  /** For `replace`: makes the body from the true answer's text, in place of `body`. */
  readonly rewrite?: (body: string) => string;
}

interface Armed {
  readonly fault: Fault;
  passed: number;
  struck: number;
}

/** A call that a gateway gave up on, and that the system carries out later. */
interface Late {
  readonly dueMs: number;
  readonly carryOut: () => unknown;
}

/** The faults of one server, in the order in which they were added; a call meets at most one. */
export class Faults {
  #armed: Armed[] = [];
  #late: Late[] = [];

  /** Arms a fault for all later calls. */
  add(fault: Fault): void {
    this.#armed.push({ fault, passed: 0, struck: 0 });
  }

  /** Takes the fault that this call meets; `path` is without the query. */
  take(method: string, path: string, query = ''): Fault | undefined {
    for (const armed of this.#armed) {
      const { fault } = armed;
      if (fault.method !== undefined && fault.method !== method) continue;
      if (fault.query !== undefined && query.search(fault.query) < 0) continue;
      if (path.search(fault.path) < 0 || armed.struck >= (fault.times ?? 1)) continue;
      if (armed.passed < (fault.skip ?? 0)) {
        armed.passed += 1;
        continue;
      }
      armed.struck += 1;
      return fault;
    }
    return undefined;
  }

  /** Carries out a call at a later moment, epoch ms. */
  postpone(dueMs: number, carryOut: () => unknown): void {
    this.#late.push({ dueMs, carryOut });
  }

  /** Carries out the calls that are due, oldest first. */
  async catchUp(nowMs: number): Promise<void> {
    const due = this.#late.filter(({ dueMs }) => dueMs <= nowMs);
    this.#late = this.#late.filter((late) => !due.includes(late));
    for (const { carryOut } of due.sort((left, right) => left.dueMs - right.dueMs)) await carryOut();
  }

  /** Disarms all remaining faults. */
  clear(): void {
    this.#armed = [];
  }
}
