import type { Administration } from '../administration.ts';
import { inOrderOfSentences } from '../documents/parties.ts';
import { linesOfDocument } from '../documents/sales-lines.ts';
import type { Draft, Origin } from '../http/bodies.ts';
import { businessRefusal, type Problem } from '../http/refusals.ts';
import { hasAmounts, withoutOutdated } from './amounts.ts';
import { endpointNamed } from './catalog.ts';
import { isDangling } from './references.ts';
import { rulesOf } from './rules.ts';
import { headerOf, linesOf } from './sources.ts';
import { keyOf, type Row } from './store.ts';
import type { Fields, Stored } from './values.ts';

function isEmpty(value: Stored | undefined): boolean {
  return value === null || value === undefined;
}

/** Only what has a value, so that defaults can fill the rest. */
function given(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
}

/** A new record with its numbers and defaults; given values win. */
function complete(company: Administration, table: string, fields: Fields): Fields {
  const { defaults, numbered = {} } = rulesOf(table);
  const own = given(fields);
  const numbers: Record<string, Stored> = {};
  for (const [name, floor] of Object.entries(numbered)) {
    if (own[name] !== undefined) continue;
    const next = company.store.highest(table, name, floor) + 1;
    numbers[name] = endpointNamed(table).properties[name]?.type === 'Edm.String' ? String(next) : next;
  }
  const standard = defaults === undefined ? {} : given(defaults(company, own));
  return { ...fields, ...numbers, ...standard, ...own };
}

/** A record after a call, before it (null = new), and what the call sends. */
interface Write {
  readonly after: Fields;
  readonly before: Fields | null;
  readonly sent: Fields;
}

/** Wrong values: missing mandatory ones, references to nothing, codes in use (EX-business-errors, EX-code-taken, EX-mandatory-missing). */
function problemsOf(company: Administration, table: string, write: Write): readonly Problem[] {
  const { after, before, sent } = write;
  const { mandatoryOnCreate, properties } = endpointNamed(table);
  const { problems, unique, notMandatory = [] } = rulesOf(table);
  const lines = linesOf[table]?.table;
  const missing = mandatoryOnCreate.filter(
    (name) =>
      name !== lines && !notMandatory.includes(name) && isEmpty(after[name]) && (before === null || name in sent),
  );
  const dangling = inOrderOfSentences(Object.keys(properties)).filter((name) => {
    const value = after[name] ?? null;
    return value !== (before?.[name] ?? null) && isDangling(company.store, name, value);
  });
  return [
    ...missing.map((property) => ({ kind: 'required' as const, property })),
    ...dangling.map((property) => ({ kind: 'reference' as const, property })),
    ...(problems?.(company, after, before) ?? []),
    ...(unique !== undefined && isRefusedCode(company, table, unique, write) ? [{ kind: 'exists' as const }] : []),
  ];
}

/** Another record has the value, or a PUT repeats the record's own (EX-code-taken). */
function isRefusedCode(
  { store, switches }: Administration,
  table: string,
  unique: string,
  { after, before, sent }: Write,
): boolean {
  const value = after[unique] ?? null;
  if (value === null) return false;
  const key = keyOf(table);
  if (store.where(table, unique, value).some(({ fields }) => fields[key] !== after[key])) return true;
  return before !== null && switches.refuseUnchangedCode && sent[unique] === before[unique];
}

function refuseIfAny(company: Administration, problems: readonly Problem[]): void {
  if (problems.length > 0) throw businessRefusal(problems, company.switches.language);
}

/**
 * Stores a new record with its lines and updates related records. The API checks it first, and an identical
 * address comes back instead of a second one (EX-same-address); throws a Refusal with 500 and all sentences (EX-business-errors). A person's or
 * seed's record is stored as it is, stated totals included.
 */
export function createRecord(company: Administration, table: string, draft: Draft, origin: Origin): Row {
  const { existing, settle } = rulesOf(table);
  const { store } = company;
  const same = origin === 'post' ? existing?.(company, draft.fields) : undefined;
  if (same !== undefined) return same;
  const header = { [keyOf(table)]: store.newId(), ...complete(company, table, { ...draft.fields, ...draft.inside }) };
  if (origin === 'post') refuseIfAny(company, creationProblems(company, table, draft, header));
  const row = store.insert(table, header);
  for (const line of lineDrafts(table, draft, row.fields)) {
    store.insert(line.table, complete(company, line.table, line.fields));
  }
  const { Modified = null } = row.fields;
  settle?.(company, row);
  if (origin === 'person') restoreStated(company, table, row, { ...given(draft.fields), Modified });
  return row;
}

/** The lines of a draft as fields that carry their header's key. */
function lineDrafts(table: string, draft: Draft, header: Fields): readonly { table: string; fields: Fields }[] {
  const lines = linesOf[table];
  if (lines === undefined) return [];
  const key = header[keyOf(table)] ?? null;
  return (draft.collections[lines.collection ?? lines.table] ?? []).map(({ fields, inside }) => ({
    table: lines.table,
    fields: { ...fields, ...inside, [lines.parentKey]: key },
  }));
}

function creationProblems(company: Administration, table: string, draft: Draft, header: Fields): readonly Problem[] {
  const lines = lineDrafts(table, draft, header);
  const collection = linesOf[table]?.collection ?? linesOf[table]?.table ?? '';
  const isWithoutLines = lines.length === 0 && endpointNamed(table).mandatoryOnCreate.includes(collection);
  const isTakenKey = company.store.find(table, header[keyOf(table)] ?? null) !== undefined;
  return [
    ...ownerProblems(company, table, header),
    ...problemsOf(company, table, { after: header, before: null, sent: draft.fields }),
    ...(isWithoutLines ? [{ kind: 'required' as const, property: collection }] : []),
    ...(isTakenKey ? [{ kind: 'exists' as const }] : []),
    ...lines.flatMap((line) => {
      const fields = complete(company, line.table, line.fields);
      return problemsOf(company, line.table, { after: fields, before: null, sent: line.fields });
    }),
  ];
}

/** A separate line needs an existing, open header. */
function ownerProblems(company: Administration, table: string, line: Fields): readonly Problem[] {
  const owner = headerOf.get(table);
  const parentKey = linesOf[owner ?? '']?.parentKey;
  if (owner === undefined || parentKey === undefined) return [];
  const header = company.store.find(owner, line[parentKey] ?? null);
  if (header === undefined) return [{ kind: 'reference', property: parentKey }];
  const frozen = rulesOf(owner).frozen?.(company, header.fields) ?? null;
  return frozen === null ? [] : [frozen];
}

/** A seed may state totals that its lines do not add up to; they stay until a line changes. */
function restoreStated(company: Administration, table: string, row: Row, stated: Fields): void {
  const isSame = Object.entries(stated).every(([name, value]) => row.fields[name] === value);
  if (!isSame) company.store.change(table, row, stated);
}

function refuseFrozen(company: Administration, table: string, row: Row): void {
  const problem = rulesOf(table).frozen?.(company, row.fields) ?? null;
  if (problem !== null) refuseIfAny(company, [problem]);
}

/** Customers and items on documents are not deleted; the message is that of a number in use (EX-in-use). */
function refuseUsed(company: Administration, table: string, row: Row): void {
  const key = row.fields[keyOf(table)] ?? null;
  const isUsed = (rulesOf(table).usedIn ?? []).some(
    ([other, property]) => company.store.where(other, property, key).length > 0,
  );
  if (isUsed) refuseIfAny(company, [{ kind: 'inUse', property: table === 'Items' ? 'Item' : 'Account' }]);
}

/** A line's patch with the resulting amounts. */
function withAmounts(company: Administration, table: string, before: Fields, patch: Fields): Fields {
  const { kept, outdated } = withoutOutdated(before, patch);
  if (!hasAmounts(table) || outdated.length === 0) return patch;
  const after = complete(company, table, { ...kept, ...patch });
  return { ...patch, ...Object.fromEntries(outdated.map((name) => [name, after[name] ?? null])) };
}

/** Changes the given fields; the API only allows what the record's state permits. Throws a Refusal with 500 (EX-business-errors). */
export function changeRecord(
  company: Administration,
  { table, row }: { readonly table: string; readonly row: Row },
  sent: Fields,
  origin: Origin,
): void {
  const before = row.fields;
  const { [keyOf(table)]: _key, ...own } = sent;
  const patch = withAmounts(company, table, before, own);
  if (origin === 'put') {
    refuseFrozen(company, table, row);
    refuseIfAny(company, problemsOf(company, table, { after: { ...before, ...patch }, before, sent: own }));
  }
  company.store.change(table, row, patch);
  const statesTotals =
    origin === 'person' && table in linesOf && Object.keys(own).some((name) => /^AmountFC/.test(name));
  if (!statesTotals) rulesOf(table).settle?.(company, row);
}

/** Removes a record and logs it in `sync/Deleted`, if its state allows the API to. Throws a Refusal with 500. */
export function removeRecord(company: Administration, table: string, row: Row, by: 'api' | 'person'): void {
  if (by === 'api') {
    refuseFrozen(company, table, row);
    refuseUsed(company, table, row);
  }
  const lines = linesOfDocument(company.store, table, row.fields).map(({ fields }) => fields);
  company.store.remove(table, row);
  rulesOf(table).removed?.(company, row.fields, lines);
}
