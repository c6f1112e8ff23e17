import { type Case, cast, type Fields, type Reading, type Records, type Run, readingOf } from './case.ts';
import { kindsOf } from './flows.ts';
import { asperionRecords, type Standing } from './records/asperion.ts';
import { givenId } from './records/company.ts';
import { exactRecords } from './records/exact.ts';
import { changed, latestDay, textsIn, withoutDeleted } from './records/state.ts';
import type { Moment } from './run-case.ts';

/** The day of a run that says none, where nothing in the case has a date either. */
const SOME_DAY = '2026-11-26';

/** Kinds of flows that change articles and never make them: the articles come by the flow of products. */
const NEEDS_ARTICLES: ReadonlySet<string> = new Set(['prices', 'orders as orders']);

/** What a case is run with beside what it says. */
export interface Surroundings {
  readonly prefix: string;
  /** Records instead of those of the case: a variant. */
  readonly instead?: Records;
}

/** The runs of a case with all that both systems hold before each. */
export function momentsOf(one: Case, { prefix, instead = {} }: Surroundings): readonly Moment[] {
  const reading = readingOf(one);
  const { exact = {}, asperion = {} } = one.given;
  const { Deleted: _, ...given } = exact;
  const { closed_periods = [], ...held } = asperion;
  const runs = runsOf(one, reading);
  const before = reading.before;
  const firstDay = before?.day ?? dayOf(runs[0] ?? {}, given);
  const own = changed(changed({}, given, firstDay), instead, firstDay);
  const named = textsIn([one.given, reading, instead]);
  const standing: Standing = { prefix, debtors: [], articles: articlesFor(one, own, named), numbers: numbersIn(own) };
  const moments: Moment[] = [];
  let state = own;
  const shared = {
    closed: closed_periods.map(({ bookyear, bookperiod }) => `${bookyear}-${bookperiod}`),
    isForgotten: false,
  };
  if (before !== undefined) {
    state = changed(own, before.exact ?? {}, firstDay);
    moments.push({
      ...shared,
      name: 'before',
      day: firstDay,
      exact: exactRecords(state, reading, named),
      asperion: asperionRecords(before.asperion ?? held, { ...standing, isLinked: true }),
      deleted: [],
    });
  }
  for (const [index, run] of runs.entries()) {
    const day = dayOf(run, state);
    // After the run before, the records become what the case gives.
    if (index === 0 && before !== undefined) state = changed(state, given, day);
    state = changed(state, run.exact ?? {}, day);
    const deleted = run.deleted ?? [];
    const isFirst = index === 0 && before === undefined;
    moments.push({
      ...shared,
      name: run.name ?? 'first',
      day,
      exact: exactRecords(withoutDeleted(state, deleted), reading, named),
      asperion: isFirst ? asperionRecords(changed(held, run.asperion ?? {}, day), standing) : (run.asperion ?? {}),
      deleted: deleted.map((name) => givenId('Accounts', { ID: name })),
      isForgotten: run.forget === 'true',
    });
  }
  return moments;
}

/** The runs that the case's actions mean: those that a person read, or one per action. */
function runsOf({ action }: Case, { runs }: Reading): readonly Run[] {
  if (runs !== undefined) return runs;
  const actions = typeof action === 'string' ? [action] : action;
  return actions.map((text, index): Run => {
    const day = /\b20\d\d-\d\d-\d\d\b/.exec(text)?.[0];
    return { name: index === 0 ? 'first' : 'second', ...(day === undefined ? {} : { day }) };
  });
}

/** The day of a run: the one it says, or the day after the last document. */
function dayOf({ day }: Run, records: Records): string {
  if (day !== undefined) return day;
  const latest = latestDay(records);
  if (latest === null) return SOME_DAY;
  return new Date(Date.parse(latest) + 86_400_000).toISOString().slice(0, 10);
}

function articlesFor(one: Case, records: Records, named: ReadonlySet<string>): readonly Fields[] {
  if (!kindsOf(one).some((kind) => NEEDS_ARTICLES.has(kind)) || kindsOf(one).includes('products')) return [];
  const members = Object.entries(cast.items).filter(([key]) => named.has(key));
  return [...(records.Items ?? []), ...members.map(([, item]) => item)];
}

/** The numbers of documents of Exact Online: in Asperion they stand behind the prefix, who ever typed them there. */
function numbersIn({ SalesInvoices = [], SalesOrders = [], SalesEntries = [] }: Records): ReadonlySet<string> {
  const all = [...SalesInvoices, ...SalesOrders, ...SalesEntries];
  return new Set(
    all.flatMap(({ InvoiceNumber, OrderNumber }) =>
      [InvoiceNumber, OrderNumber].filter((one) => typeof one === 'string'),
    ),
  );
}
