import { type Case, type Expected, type Records, readingOf, type TableRows } from './case.ts';
import { recordProblems } from './expected.ts';
import { flowsOf, noFlowFor } from './flows.ts';
import { flowsWith, type Wanted } from './mappings.ts';
import { momentsOf } from './moments.ts';
import { neverProblems } from './never.ts';
import { resourceName } from './records/asperion.ts';
import { without } from './records/lists.ts';
import { runMoments } from './run-case.ts';
import { countProblems, lettersOf, nothingProblems, toldProblems, waitProblems } from './said.ts';
import { documentsOf, outcomeAt, type Trial } from './trial.ts';

/** How a case is tried. */
export interface Attempt {
  readonly prefix: string;
  /** Without the rows that the case takes as present: then its documents must wait. */
  readonly isBare?: boolean;
  /** A variant's name: other records that must end the same. */
  readonly variant?: string;
  readonly mappings?: Pick<Wanted, 'folder' | 'vary'>;
}

/** What came of a case: which end state was reached, or how far each was off. */
export interface Verdict {
  readonly result: 'booked' | 'waits' | 'told' | 'nothing' | 'wrong';
  /** Empty when a bookkeeper would sign it. */
  readonly problems: readonly string[];
}

interface EndState {
  readonly says: string;
  readonly expected: Expected;
}

/** Runs a case and holds it against what a bookkeeper expects. */
export async function verdictOn(one: Case, attempt: Attempt): Promise<Verdict> {
  const reading = readingOf(one);
  const { isBare = false, mappings = {}, prefix } = attempt;
  const tables: Readonly<Record<string, TableRows>> = isBare ? {} : (reading.tables ?? {});
  const { settings } = reading;
  const flows = flowsWith({ flows: flowsOf(one), tables, prefix, ...(settings && { settings }), ...mappings });
  const instead = (reading.variants ?? []).find(({ name }) => name === attempt.variant)?.exact;
  const moments = momentsOf(one, { prefix, ...(instead && { instead }) });
  const all = await runMoments(moments, flows);
  const outcomes = all.filter(({ name }) => name !== 'before');
  const trial: Trial = { one, prefix, outcomes };
  const early = all.filter(({ name }) => name === 'before');
  const nevers = [
    ...early.flatMap((outcome) => earlierProblems({ one, prefix, outcomes: [outcome] })),
    ...neverProblems(trial),
  ];
  const tried = endStates(one, isBare).map((state) => ({ ...state, problems: problemsOf(state.expected, trial) }));
  const [first] = tried;
  if (first === undefined) throw new Error(`${one.id} has no end state without its rows.`);
  const reached = nevers.length > 0 ? undefined : tried.find(({ problems }) => problems.length === 0);
  if (reached !== undefined) return { result: resultOf(reached.expected), problems: [] };
  const stopped = all.flatMap(({ name, flows: runs }) =>
    runs.flatMap(({ program, error }) =>
      error === null ? [] : [`${name} run: ${program.name} stopped, ${error.code}: ${error.message}`],
    ),
  );
  const waiting = lettersOf(outcomeAt(trial)).map(
    ({ reference, code, reason }) => `${reference} waits, ${code}: ${reason}`,
  );
  return { result: 'wrong', problems: [...stopped, ...nevers, ...first.problems, ...waiting] };
}

/** The run before must end in the documents that the case gives: else the case is about something else. */
function earlierProblems(trial: Trial): readonly string[] {
  const given = Object.entries(trial.one.given.asperion ?? {}).filter(([name]) =>
    documentsOf('asperion').includes(resourceName(name)),
  );
  const documents = given.map(([name, list]) => [name, list.map((one) => without(one, 'status'))]);
  return recordProblems(trial, 'asperion', { asperion: Object.fromEntries(documents) }).map(
    (problem) => `run before: ${problem}`,
  );
}

/** The end states that a bookkeeper would sign, the one that is expected first. */
function endStates(one: Case, isBare: boolean): readonly EndState[] {
  const waiting = (one.also_fine ?? []).flatMap((text): EndState[] => {
    const says = typeof text === 'string' ? undefined : text.waits;
    if (says === undefined || isAboutRows(says) !== isBare) return [];
    const waits = waitingIn(one).map((document) => ({ document, reason: says, person: '' }));
    return waits.length === 0 ? [] : [{ says, expected: { waits } }];
  });
  if (isBare) return waiting;
  const fine = (readingOf(one).fine ?? []).map(({ says, ...expected }) => ({ says, expected }));
  const { told: _, ...untold } = one.expect;
  const silent = readingOf(one).untold === 'true' ? [{ says: 'untold', expected: untold }] : [];
  return [{ says: 'expected', expected: one.expect }, ...silent, ...fine, ...waiting];
}

/** True for a wait that is only right where the rows that the case takes as present are not there. */
export const isAboutRows = (text: string): boolean => /^without |not in the tables/.test(text);

/** The documents of a case that its flows read: those wait when "it waits". */
function waitingIn(one: Case): readonly string[] {
  const [first = ''] = flowsOf(one);
  const [entity, field] = SOURCES.find(([start]) => first.startsWith(start))?.slice(1) ?? [];
  const records: Records = { ...one.given.exact, ...one.given.asperion };
  return (records[entity ?? ''] ?? []).map((record) => `${entity} ${record[field ?? '']}`);
}

const SOURCES = [
  ['orders', 'SalesOrders', 'OrderNumber'],
  ['invoices.asperion', 'salesinvoiceswithlines', 'invoiceNumber'],
  ['invoices', 'SalesInvoices', 'InvoiceNumber'],
  ['entries', 'SalesEntries', 'EntryNumber'],
  ['customers', 'Accounts', 'Code'],
  ['products', 'Items', 'Code'],
  ['stock', 'articles', 'articleNumber'],
] as const;

function problemsOf(expected: Expected, trial: Trial): readonly string[] {
  const { count = {}, waits = [], nothing, told } = expected;
  return [
    ...recordProblems(trial, 'asperion', expected),
    ...recordProblems(trial, 'exact', expected),
    ...countProblems(trial, count),
    ...waitProblems(trial, waits),
    ...(nothing === undefined ? [] : nothingProblems(trial, nothing.document)),
    ...(told === undefined ? [] : toldProblems(trial, told)),
    ...strangeWaits(trial, expected),
  ];
}

/** A record that waits although it should have been booked: the end state is another one. */
function strangeWaits(trial: Trial, { waits = [], told }: Expected): readonly string[] {
  if (waits.length > 0 || told !== undefined) return [];
  const letters = lettersOf(outcomeAt(trial));
  return letters.length === 0 ? [] : [`${letters.length} records wait, none should`];
}

function resultOf({ asperion, exact, waits, told, count = {} }: Expected): Verdict['result'] {
  const isBooked = [asperion, exact].some((side) => side !== undefined && Object.keys(side).length > 0);
  if (isBooked) return 'booked';
  if (waits !== undefined) return 'waits';
  if (told !== undefined) return 'told';
  return Object.values(count).some((number) => number !== '0') ? 'booked' : 'nothing';
}

/** Cases that a shipped flow is about. */
export const isTried = (one: Case): boolean => noFlowFor(one) === null;

/** True when a case takes rows of tables as present that do not ship, and says that it waits without them. */
export function hasBareRun(one: Case): boolean {
  const isSaid = (one.also_fine ?? []).some((text) => typeof text !== 'string' && isAboutRows(text.waits ?? ''));
  return isSaid && readingOf(one).tables !== undefined;
}
