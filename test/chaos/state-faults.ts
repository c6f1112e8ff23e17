import type { Company } from './company.ts';
import { refuse, type StateOperation } from './kept-state.ts';

/** An operation of the clean story, counted from 0. */
export interface KnownOperation extends StateOperation {
  readonly number: number;
  /** The entry was there. */
  readonly isThere: boolean;
}

/** Something that goes wrong with one load or save of the state. */
export interface StateFault {
  readonly name: string;
  /** Codes with which runs may stop for it: what was lost with a token may need a new login. */
  readonly stops: readonly string[];
  readonly meets: (operation: KnownOperation) => boolean;
  readonly strike: (company: Company, number: number) => void;
  /** What a person must hear of, and act on. */
  readonly needs?: (operation: KnownOperation) => string | null;
}

const isSave = ({ act }: KnownOperation): boolean => act === 'save';
const isLoad = ({ act }: KnownOperation): boolean => act === 'load';
const isFound = (operation: KnownOperation): boolean => isLoad(operation) && operation.isThere;
/** Whatever becomes of a recording, or of what was told before, is only a warning. */
const unlessWarned =
  (code: string) =>
  ({ kind }: KnownOperation): string | null =>
    kind === 'recording' || kind === 'alarm' ? null : code;

const never = new Promise<never>(() => {});

/** Damages the newest of an entry for good. */
const damaged =
  (damage: (sealed: Buffer) => Buffer) =>
  ({ state }: Company, number: number): void =>
    state.disturb(number, async (entry, proceed) => {
      const sealed = state.newest(entry);
      if (sealed !== null) state.put(entry, damage(sealed));
      return proceed();
    });

/** The id of the key stands behind the four bytes of the format. */
function ofAnotherKey(sealed: Buffer): Buffer {
  const other = Buffer.from(sealed);
  other.writeUInt32BE((other.readUInt32BE(4) ^ 0xffff_ffff) >>> 0, 4);
  return other;
}

/** All that may go wrong with the saved state: its name, and what becomes of the load or save. */
export const stateFaults: readonly StateFault[] = [
  {
    name: 'save-refused',
    stops: ['STATE_NOT_SAVED'],
    meets: isSave,
    strike: ({ state }, number) => state.disturb(number, async () => refuse('STATE_NOT_SAVED')),
  },
  {
    name: 'saves-refused-from-here',
    stops: ['STATE_NOT_SAVED', 'REFRESH_REFUSED'],
    meets: isSave,
    strike: (company, number) =>
      company.state.disturb(number, async () => {
        company.state.isFull = true;
        return refuse('STATE_NOT_SAVED');
      }),
  },
  {
    name: 'restore-failing',
    stops: ['STATE_NOT_RESTORED'],
    meets: isLoad,
    strike: ({ state }, number) => state.disturb(number, async () => refuse('STATE_NOT_RESTORED')),
  },
  {
    name: 'restore-older-seen',
    stops: ['STATE_OLDER'],
    meets: isFound,
    strike: ({ state }, number) => state.disturb(number, async () => refuse('STATE_OLDER')),
  },
  {
    // Where a run may not list the entries, nobody sees that there is a newer one.
    name: 'restore-older',
    stops: ['REFRESH_REFUSED'],
    meets: isFound,
    strike: ({ state }, number) => state.disturb(number, async (entry) => state.entries.get(entry)?.at(-2) ?? null),
  },
  {
    name: 'restore-lost',
    stops: ['REFRESH_REFUSED'],
    meets: isFound,
    strike: ({ state }, number) => state.disturb(number, async () => null),
  },
  {
    name: 'truncated',
    stops: ['REFRESH_REFUSED'],
    meets: isFound,
    // What was tested of both systems is tested again.
    needs: (operation) => (operation.kind === 'assumptions' ? null : unlessWarned('STATE_UNREADABLE')(operation)),
    strike: damaged((sealed) => sealed.subarray(0, sealed.length >> 1)),
  },
  {
    name: 'other-key',
    stops: ['REFRESH_REFUSED'],
    meets: isFound,
    needs: unlessWarned('STATE_KEY_WRONG'),
    strike: damaged(ofAnotherKey),
  },
  {
    name: 'killed-before',
    stops: ['KILLED', 'REFRESH_REFUSED'],
    meets: () => true,
    strike: (company, number) =>
      company.state.disturb(number, () => {
        company.life.kill();
        return never;
      }),
  },
  {
    name: 'killed-after',
    stops: ['KILLED'],
    meets: isSave,
    strike: (company, number) =>
      company.state.disturb(number, (_, proceed) => {
        proceed();
        company.life.kill();
        return never;
      }),
  },
  {
    name: 'cancelled',
    stops: ['CANCELLED'],
    meets: () => true,
    strike: (company, number) =>
      company.state.disturb(number, async (_, proceed) => {
        company.life.cancel();
        return proceed();
      }),
  },
];
