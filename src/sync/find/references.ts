import { RecordError } from '../../errors/errors.ts';
import { type RefUse, type Scope, SEVERAL } from '../../mapping/expressions/scope.ts';
import type { Program } from '../../mapping/flow/program.ts';
import type { ReferenceList } from '../../state/progress.ts';
import type { InclusiveCodes } from '../../systems/reference-list.ts';
import { factsOf, titleOf } from '../../systems/registry.ts';
import type { System } from '../../systems/system.ts';
import { DAY_MS } from '../../time.ts';
import type { RecordValues, Value } from '../../values.ts';

/** The target's lists, with which a flow turns codes into ids. */
export interface References {
  /**
   * The id of a record by its code; undefined = not known, SEVERAL = more than one record has it. Throws RecordError REF_UNFIT for one that must not stand
   * in the field.
   */
  readonly lookup: Scope['refs'];
  /** The code of a record in one of these lists; undefined = none has it. */
  codeOf(id: string): string | undefined;
  /** How often a code was not found, or was unfit, that may yet be found or fit: a list can be older than what was just created or corrected. */
  missed(): number;
  /** Looks up these codes in the target, those of one list together. A code is looked up once in a run. */
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
    if (kept !== undefined && (target.hasLists === false || isUpToDate(kept, { target, resource }, nowMs))) continue;
    const records = await target.list({ resource, fields: fieldsOf(target, resource, by), signal });
    lists[name] = { readAtMs: nowMs, ...empty() };
    addTo(lists[name], records, { target, resource, by });
  }
  const known = new Map(
    program.refs.map(({ resource, by }) => [listName(resource, by), { ...empty(), ...lists[listName(resource, by)] }]),
  );
  return listsOver(program.refs, known, target, signal);
}

/** True for a list that is younger than a day, if somebody has looked which of its codes are for amounts with VAT. */
const isUpToDate = (
  { readAtMs, inclusive }: ReferenceList,
  { target, resource }: Omit<ListPlace, 'by'>,
  nowMs: number,
): boolean => nowMs - readAtMs < DAY_MS && (inclusive !== undefined || inclusiveOf(target, resource) === undefined);

/** The ids of a list by code, and the codes whose amounts include VAT. */
type Codes = Pick<ReferenceList, 'values' | 'inclusive'>;
const empty = (): Codes => ({ values: {}, inclusive: [] });

/** A list of a system by one of its fields. */
interface ListPlace {
  readonly target: System;
  readonly resource: string;
  readonly by: string;
}

function listsOver(
  refs: Program['refs'],
  lists: ReadonlyMap<string, Codes>,
  target: System,
  signal: AbortSignal,
): References {
  /** Codes to look up, and those that were looked up, by list. */
  const missed = new Map<string, { resource: string; by: string; codes: Set<string> }>();
  const sought = new Set<string>();
  let misses = 0;
  const miss = (resource: string, by: string, code: string): void => {
    const name = listName(resource, by);
    const open = missed.get(name) ?? { resource, by, codes: new Set() };
    open.codes.add(code);
    misses += 1;
    missed.set(name, open);
  };
  return {
    lookup(resource, by, code, use) {
      const name = listName(resource, by);
      const isLine = use !== undefined && inclusiveOf(target, resource)?.of === use.field;
      const isUnfit = isLine && lists.get(name)?.inclusive?.includes(code) === true;
      const found = own(lists.get(name)?.values, code);
      const isKnown = found !== undefined && found !== SEVERAL && !isUnfit;
      const mayChange = !isKnown && !sought.has(`${name}|${code}`);
      if (mayChange) miss(resource, by, code);
      if (isUnfit) throw onLine(target, code, use);
      return mayChange ? undefined : found;
    },
    codeOf: (id) => {
      for (const { values } of lists.values()) {
        const found = Object.entries(values).find(([, value]) => value === id);
        if (found !== undefined) return found[0];
      }
      return undefined;
    },
    missed: () => misses,
    async fetchMissed() {
      for (const [name, { resource, by, codes }] of missed) {
        const type = target.catalog.resources.get(resource)?.fields[by]?.type;
        const values = [...codes].map((code) => (type === 'integer' ? Number(code) : code));
        const fields = fieldsOf(target, resource, by);
        // A code that the target refuses in a look-up is one that it does not know.
        const refused = (): void => {};
        const records = await target.find({ resource, field: by, values, fields, refused, signal });
        addTo(lists.get(name) ?? empty(), records, { target, resource, by });
        for (const code of codes) sought.add(`${name}|${code}`);
      }
      missed.clear();
    },
    add(resource, record) {
      for (const { by } of refs.filter((ref) => ref.resource === resource)) {
        const code = record[by] ?? null;
        if (code !== null) addTo(lists.get(listName(resource, by)) ?? empty(), [record], { target, resource, by });
      }
    },
    over: (system) => listsOver(refs, lists, system, signal),
    copy: () => listsOver(refs, structuredClone(new Map(lists)), target, signal),
  };
}

const keyOf = (target: System, resource: string): string => target.catalog.resources.get(resource)?.key ?? 'id';

const inclusiveOf = ({ name }: System, resource: string): InclusiveCodes | undefined =>
  factsOf(name).lists.inclusive?.[resource];

const fieldsOf = (target: System, resource: string, by: string): readonly string[] => [
  ...new Set([keyOf(target, resource), by, ...(inclusiveOf(target, resource)?.fields ?? [])]),
];

/** A code is any text, including names with a meaning in JavaScript objects. */
const own = <T>(list: Readonly<Record<string, T>> | undefined, code: string): T | undefined =>
  list !== undefined && Object.hasOwn(list, code) ? list[code] : undefined;

/** Adds what was read together: a code that two of the records have tells neither. */
function addTo(
  { values, inclusive = [] }: Codes,
  records: readonly RecordValues[],
  { target, resource, by }: ListPlace,
): void {
  const codes = inclusiveOf(target, resource);
  const read = new Map<string, string | number>();
  const found = new Set<string>();
  for (const record of records) {
    const [code, id] = [codeOf(record[by]), record[keyOf(target, resource)]];
    if (code === '' || (typeof id !== 'string' && typeof id !== 'number')) continue;
    read.set(code, read.has(code) && read.get(code) !== id ? SEVERAL : id);
    if (codes?.isInclusive(record) === true) found.add(code);
  }
  const others = inclusive.filter((code) => !read.has(code));
  inclusive.splice(0, inclusive.length, ...others, ...found);
  for (const [code, id] of read) values[code] = id;
}

function onLine({ name }: System, code: string, { at }: RefUse): RecordError {
  const title = titleOf(name);
  const message = `The VAT code "${code}" of ${title} is for amounts that include VAT, and all are sent without it.`;
  return new RecordError('REF_UNFIT', message, {
    at,
    hint: `Map another code in its table, or make one in ${title} for amounts without VAT.`,
  });
}

const listName = (resource: string, by: string): string => `${resource}|${by}`;
const codeOf = (value: Value | undefined): string => (value === null || value === undefined ? '' : String(value));
