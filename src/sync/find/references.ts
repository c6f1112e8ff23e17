import type { Program } from '../../mapping/flow/program.ts';
import { type Scope, SEVERAL } from '../../mapping/flow/scope.ts';
import type { ReferenceList } from '../../state/progress.ts';
import type { System } from '../../systems/system.ts';
import { DAY_MS } from '../../time.ts';
import type { RecordValues, Value } from '../../values.ts';

/** The target's lists, with which a flow turns codes into ids. */
export interface References {
  /** The id of a record by its code; undefined = not known, SEVERAL = more than one record has it. */
  readonly lookup: Scope['refs'];
  /** How often a code was not found that may yet be found: a list can be older than what was just created. */
  missed(): number;
  /** Looks up the missed codes in the target, those of one list together. A code is looked up once in a run. */
  fetchMissed(): Promise<void>;
  /** A record of the target that was just created: its codes are known from now on, including those that were not found before. */
  add(resource: string, record: RecordValues): void;
  /** The same lists, looked up in another system. */
  over(system: System): References;
  /** A copy of these lists; changes to it do not affect these. */
  copy(): References;
}

/** A flow, the system that its codes are looked up in, and what cancels that. */
interface ReferencingFlow {
  readonly program: Program;
  readonly target: System;
  readonly signal: AbortSignal;
}

/**
 * Loads the lists of a flow, from the state if they are younger than a day. A list is read as a whole, which costs one
 * call per thousand records; codes that are not in it are looked up when they are needed.
 */
export async function loadReferences(
  { program, target, signal }: ReferencingFlow,
  lists: Record<string, ReferenceList>,
  nowMs: number,
): Promise<References> {
  for (const { resource, by } of program.refs) {
    const name = listName(resource, by);
    const kept = lists[name];
    if (kept !== undefined && nowMs - kept.readAtMs < DAY_MS) continue;
    const records = await target.list({ resource, fields: [keyOf(target, resource), by], signal });
    lists[name] = { readAtMs: nowMs, values: {} };
    addTo(lists[name].values, records, keyOf(target, resource), by);
  }
  const values = new Map(
    program.refs.map(({ resource, by }) => [listName(resource, by), valuesOf(lists, resource, by)]),
  );
  return listsOver(program.refs, values, target, signal);
}

type Ids = Record<string, string | number>;

function listsOver(
  refs: Program['refs'],
  lists: ReadonlyMap<string, Ids>,
  target: System,
  signal: AbortSignal,
): References {
  /** Codes to look up, and those that were looked up, by list. */
  const missed = new Map<string, { resource: string; by: string; codes: Set<string> }>();
  const sought = new Set<string>();
  let misses = 0;
  return {
    lookup(resource, by, code) {
      const name = listName(resource, by);
      const found = idIn(lists.get(name), code);
      const isKnown = found !== undefined && found !== SEVERAL;
      if (isKnown || sought.has(`${name}|${code}`)) return found;
      const open = missed.get(name) ?? { resource, by, codes: new Set() };
      open.codes.add(code);
      misses += 1;
      missed.set(name, open);
      return undefined;
    },
    missed: () => misses,
    async fetchMissed() {
      for (const [name, { resource, by, codes }] of missed) {
        const type = target.catalog.resources.get(resource)?.fields[by]?.type;
        const values = [...codes].map((code) => (type === 'integer' ? Number(code) : code));
        const fields = [...new Set([keyOf(target, resource), by])];
        // A code that the target refuses in a look-up is one that it does not know.
        const refused = (): void => {};
        const records = await target.find({ resource, field: by, values, fields, refused, signal });
        addTo(lists.get(name) ?? {}, records, keyOf(target, resource), by);
        for (const code of codes) sought.add(`${name}|${code}`);
      }
      missed.clear();
    },
    add(resource, record) {
      for (const { by } of refs.filter((ref) => ref.resource === resource)) {
        const code = record[by] ?? null;
        if (code !== null) addTo(lists.get(listName(resource, by)) ?? {}, [record], keyOf(target, resource), by);
      }
    },
    over: (system) => listsOver(refs, lists, system, signal),
    copy: () => listsOver(refs, new Map([...lists].map(([name, ids]) => [name, { ...ids }])), target, signal),
  };
}

const keyOf = (target: System, resource: string): string => target.catalog.resources.get(resource)?.key ?? 'id';

const valuesOf = (lists: Record<string, ReferenceList>, resource: string, by: string): Ids =>
  lists[listName(resource, by)]?.values ?? {};

/** A code is any text, including names with a meaning in JavaScript objects. */
const idIn = (list: Ids | undefined, code: string): string | number | undefined =>
  list !== undefined && Object.hasOwn(list, code) ? list[code] : undefined;

/** Adds what was read together: a code that two of the records have tells neither. */
function addTo(list: Ids, records: readonly RecordValues[], key: string, by: string): void {
  const read = new Map<string, string | number>();
  for (const record of records) {
    const [code, id] = [codeOf(record[by]), record[key]];
    if (code === '' || (typeof id !== 'string' && typeof id !== 'number')) continue;
    read.set(code, read.has(code) && read.get(code) !== id ? SEVERAL : id);
  }
  for (const [code, id] of read) list[code] = id;
}

const listName = (resource: string, by: string): string => `${resource}|${by}`;
const codeOf = (value: Value | undefined): string => (value === null || value === undefined ? '' : String(value));
