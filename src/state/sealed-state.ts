import type { ZodType } from 'zod';
import { StateError } from '../errors/errors.ts';
import { READ_ONCE } from '../schema.ts';
import { piecesOf, valueIn } from './content.ts';
import type { StateKeys } from './keys.ts';
import { type Lock, seal, unseal } from './seal.ts';
import { ACCEPT_HINT, SEALED_LIMIT_BYTES, type StateKind, type StateStore } from './store.ts';

/** How the sealed state is opened. */
export interface SealedStateOptions {
  readonly store: StateStore;
  readonly keys: StateKeys;
  /** Id of the repository whose state it is: an entry of another one does not open. Digits; empty if it is not known, and then entries of every repository open. */
  readonly repositoryId: string;
  /** `once`: a state that cannot be used is ignored, with a warning. */
  readonly acceptState: 'never' | 'once';
  warn(message: string): void;
  /** The largest sealed entry in bytes; default: what every store takes. */
  readonly limitBytes?: number;
}

/** The state in clear, for everything above this layer. */
export interface SealedState {
  /** The newest entry, null before the first. Throws StateError if there is one that cannot be used. */
  load<T>(kind: StateKind, name: string, schema: ZodType<T>): Promise<T | null>;
  /** The entry of a kind that was saved last, whatever its name; otherwise like `load`. */
  loadNewest<T>(kind: StateKind, schema: ZodType<T>): Promise<{ readonly name: string; readonly value: T } | null>;
  /** The names under which entries of a kind are kept, as far as the store can tell; it may leave some out. */
  names(kind: StateKind): Promise<readonly string[]>;
  /** Keeps the newest entry from being forgotten, without reading it. Never throws for expected errors. */
  touch(kind: StateKind, name: string): Promise<void>;
  /** Seals and keeps a value that JSON can carry, with bytes in it (Uint8Array). Throws StateError STATE_NOT_SAVED, STATE_TOO_LARGE for what could not be loaded again. */
  save(kind: StateKind, name: string, value: unknown): Promise<void>;
  /** Throws StateError ANOTHER_RUN when another run saved an entry since this one loaded it, or saved its own. */
  assertNewest(kind: StateKind, name: string): Promise<void>;
  /** Throws StateError STATE_NOT_SAVED if nothing can be saved now. Saves a trial entry, unless the last save succeeded. */
  proveSavable(): Promise<void>;
  /** Throws StateError STATE_READ_ONLY if nothing can be saved. */
  assertWritable(): void;
  /** Removes old entries if the store keeps several; call it after the last save of a run. */
  prune(): Promise<void>;
}

/** The largest opened entry in bytes: what a JavaScript text can hold, with room to parse it. */
const OPENED_LIMIT_BYTES = 384 * 1024 * 1024;

const TRIAL = 'trial';

/** Opens the state over a store. Nothing is read yet. */
export function openSealedState(options: SealedStateOptions): SealedState {
  const { store, acceptState, warn } = options;
  const orNone = async <T>(kind: StateKind, name: string | null, work: () => Promise<T | null>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      const problem = described(error, kind, name);
      if (acceptState === 'never') throw problem;
      warn(`${problem.message} Starting over without it, because accept-state is once.`);
      return null;
    }
  };
  let wentWell = false;
  const save = async (kind: StateKind, name: string, value: unknown): Promise<void> => {
    wentWell = false;
    const sealed = await seal(lockOf(options, kind, name), piecesOf(value));
    if (sealed.length > (options.limitBytes ?? SEALED_LIMIT_BYTES)) throw tooLarge(kind, name);
    await store.save(kind, name, sealed);
    wentWell = true;
  };
  return {
    load: (kind, name, schema) =>
      orNone(kind, name, async () => {
        const sealed = await store.load(kind, name);
        return sealed === null ? null : open({ kind, name, sealed }, schema, options);
      }),
    loadNewest: (kind, schema) =>
      orNone(kind, null, async () => {
        const newest = await store.loadNewest(kind);
        if (newest === null) return null;
        const { name, sealed } = newest;
        return { name, value: await open({ kind, name, sealed }, schema, options) };
      }),
    names: async (kind) => (await store.names?.(kind)) ?? [],
    touch: async (kind, name) => store.touch?.(kind, name),
    save,
    async proveSavable() {
      // It has its own name: saving the token once more would hide a newer one that another run has saved in the meantime.
      if (!wentWell) await save('tokens', TRIAL, null);
    },
    assertNewest: (kind, name) => store.assertNewest(kind, name),
    assertWritable: () => store.assertWritable(),
    prune: async () => store.prune?.(),
  };
}

/** An entry as the store keeps it. */
interface SealedEntry {
  readonly kind: StateKind;
  readonly name: string;
  readonly sealed: Buffer;
}

async function open<T>(
  { kind, name, sealed }: SealedEntry,
  schema: ZodType<T>,
  options: SealedStateOptions,
): Promise<T> {
  const plain = await unseal(lockOf(options, kind, name), sealed, OPENED_LIMIT_BYTES);
  try {
    return schema.parse(valueIn(plain), READ_ONCE);
  } catch {
    // The cause is left out, because its paths hold references and its values hold records, which do not belong in a log.
    throw new StateError(
      'STATE_UNREADABLE',
      'its contents are not what this version writes, perhaps because a newer one did',
    );
  }
}

/** The lock of an entry. Throws StateError PLAN_KEY_ONLY if a plan key does not open it. */
function lockOf({ keys, repositoryId }: SealedStateOptions, kind: StateKind, name: string): Lock {
  const key = keys.sealing[kind];
  if (key === null) throw new StateError('PLAN_KEY_ONLY', 'the plan key does not open it');
  const owner = repositoryId === '' ? null : BigInt(repositoryId);
  return { key, context: JSON.stringify([kind, name]), owner };
}

/** The previous entry stays, and it can be read. */
function tooLarge(kind: StateKind, name: string): StateError {
  const hint = 'What was saved before stays. About half a million linked records fit: open an issue, please.';
  return new StateError('STATE_TOO_LARGE', `The ${kind} of ${name} has become too large to be kept.`, { hint });
}

/** A store's messages are whole sentences; those of the seal say "the entry", because they know no names. */
function described(error: StateError, kind: StateKind, name: string | null): StateError {
  if (error.hint !== undefined) return error;
  const details = { hint: hintFor(error.code), cause: error };
  const whose = name === null ? '' : ` of ${name}`;
  return new StateError(error.code, `The saved ${kind}${whose} cannot be used: ${error.message}.`, details);
}

function hintFor(code: string): string {
  if (code === 'PLAN_KEY_ONLY') return 'Give the run the state-key.';
  if (code === 'STATE_UNREADABLE')
    return `If you went back to an older version, take the newer one again. ${ACCEPT_HINT}`;
  return code === 'STATE_KEY_WRONG'
    ? `Set state-key to the secret that was used before, or plan-key to the one that belongs to it. If it is lost, log in again, because the tokens are sealed with it, and then run once with accept-state: once.`
    : ACCEPT_HINT;
}
