import type { ErrorCode } from '../../src/errors/codes.ts';
import { StateError } from '../../src/errors/errors.ts';
import type { StateKind, StateStore } from '../../src/state/store.ts';

/** A load or a save of the state, in the order in which a run makes them. */
export interface StateOperation {
  readonly act: 'load' | 'save';
  readonly kind: StateKind;
  /** `kind/name`. */
  readonly entry: string;
}

/** What a store says that cannot do what it is asked for. */
export function refuse(code: ErrorCode): never {
  throw new StateError(code, 'The state store cannot do it.', { hint: 'The next run tries again.' });
}

/** What becomes of one load or save in place of itself; `proceed` is the true one. */
export type Disturbance = (entry: string, proceed: () => Buffer | null) => Promise<Buffer | null>;

type Operate = (operation: StateOperation, proceed: () => Buffer | null) => Promise<Buffer | null>;

/**
 * Sealed entries between runs, with all that came before them. Holds what a store promises (`StateStore`), and what becomes of
 * one that cannot keep it: the operation of that number is disturbed.
 */
export class KeptState {
  /** Sealed entries by `kind/name`, oldest first. */
  readonly entries = new Map<string, readonly Buffer[]>();
  readonly operations: StateOperation[] = [];
  /** True when nothing can be saved for the rest of the run. */
  isFull = false;
  #disturbances = new Map<number, Disturbance>();

  /** Disturbs the operation of that number, counted from 0 over all runs. */
  disturb(number: number, disturbance: Disturbance): void {
    this.#disturbances.set(number, disturbance);
  }

  /** The newest of an entry. */
  newest(entry: string): Buffer | null {
    return this.entries.get(entry)?.at(-1) ?? null;
  }

  /** The store as one run sees it; once the run is dead, nothing answers it any more. */
  storeFor(life: { readonly isOver: boolean }): StateStore {
    this.isFull = false;
    return this.#store(async (operation, proceed) => {
      if (life.isOver) return new Promise(() => {});
      const disturbance = this.#disturbances.get(this.operations.push(operation) - 1);
      if (disturbance !== undefined) return disturbance(operation.entry, proceed);
      return operation.act === 'save' && this.isFull ? refuse('STATE_NOT_SAVED') : proceed();
    });
  }

  /** The store for who only looks: nothing disturbs it, and nothing is counted. */
  storeForLooking(): StateStore {
    return this.#store(async (_, proceed) => proceed());
  }

  #store(operate: Operate): StateStore {
    return {
      load: (kind, name) => {
        const entry = `${kind}/${name}`;
        return operate({ act: 'load', kind, entry }, () => this.newest(entry));
      },
      loadNewest: async () => null,
      save: async (kind, name, sealed) => {
        const entry = `${kind}/${name}`;
        await operate({ act: 'save', kind, entry }, () => this.put(entry, sealed));
      },
      assertNewest: async () => {},
      names: async () => [],
      touch: async () => {},
      assertWritable: () => {},
      prune: async () => {},
    };
  }

  /** Keeps an entry as the newest. */
  put(entry: string, sealed: Buffer): null {
    this.entries.set(entry, [...(this.entries.get(entry) ?? []), sealed]);
    return null;
  }
}
