import type { DeadLetter } from '../../../src/state/progress.ts';
import { resourceOf } from './books.ts';
import type { Case, Wait } from './case.ts';
import { resourceName } from './records/asperion.ts';
import type { Outcome } from './run-case.ts';
import { catalogOf, documentsOf, madeBySync, namedIn, outcomeAt, recordsOf, type Side, type Trial } from './trial.ts';

/** Dead letters of a run, of all flows. */
export function lettersOf({ letters }: Outcome): readonly DeadLetter[] {
  return Object.values(letters).flatMap((own) => Object.values(own));
}

/** What is wrong with documents that must wait: each has a dead letter, and nothing of it was booked. */
export function waitProblems(trial: Trial, waits: readonly Pick<Wait, 'document'>[]): readonly string[] {
  const outcome = outcomeAt(trial);
  return waits.flatMap(({ document }) => {
    const named = namedIn(outcome, document);
    if (named === null) return standsAfterDeletion(outcome) ? [] : [`${document}: is nowhere to be seen`];
    const letters = named.flows.flatMap((flow) => outcome.letters[flow]?.[named.key] ?? []);
    const booked = bookedOf(trial, named.key);
    return [
      ...(letters.length > 0 ? [] : [`${document}: does not wait`]),
      ...letters
        .filter(({ code }) => !isDoubt(code, trial.one))
        .map(({ code }) => `${document}: waits, but for another reason (${code})`),
      ...booked.map((resource) => `${document}: waits, but ${resource} was booked of it`),
    ];
  });
}

/** Codes that are a doubt in the matter, and not a gap in the data of the case or a rule that cannot be worked out. */
const DOUBTS: ReadonlySet<string> = new Set([
  'BOOKED_TWICE',
  'CANCELLED',
  'CHECK_FAILED',
  'CONFLICT',
  'DIFFERS',
  'EXISTS',
  'PERIOD_CLOSED',
  'STOCK_ELSEWHERE',
  'TARGET_GONE',
  'TOTAL_MISMATCH',
  'UNMAPPED_KEY',
]);

/** Who a customer is, is a doubt of cases about customers; a document is in doubt for its own sake. */
const isDoubt = (code: string, { area }: Case): boolean =>
  DOUBTS.has(code) ||
  (['AMBIGUOUS', 'INACTIVE'].includes(code) && !['orders', 'invoices', 'credit notes', 'entries'].includes(area));

/** A record that was deleted in the source is told by its target record that stands. */
const standsAfterDeletion = ({ flows }: Outcome): boolean =>
  flows.some(({ result }) => (result?.deleted ?? []).some(({ outcome }) => outcome === 'stands'));

/** Documents that the sync made of a source record, by what its links tell. */
function bookedOf(trial: Trial, key: string): readonly string[] {
  const { links } = outcomeAt(trial);
  return (['asperion', 'exact'] as const).flatMap((side: Side) =>
    documentsOf(side).flatMap((resource) => {
      const made = madeBySync(trial, side, resource);
      const pairs = Object.entries(links).filter(([pair]) =>
        pair
          .split('>')[1]
          ?.replace(/[[#].*$/, '')
          .endsWith(`.${resource}`),
      );
      return pairs.some(([, own]) => own[key] !== undefined && made.has(String(own[key].target))) ? [resource] : [];
    }),
  );
}

/** What is wrong with a document of which nothing may come: it was booked, or it waits although there is nothing to do. */
export function nothingProblems(trial: Trial, document: string): readonly string[] {
  if (/^(second to fourth sync|first: [a-z])/.test(document)) return idleProblems(trial, document.startsWith('first'));
  const ids = /^first: (\d.*)$/.exec(document)?.[1]?.match(/\d+/g);
  if (ids !== undefined && ids !== null) {
    const [first] = trial.outcomes;
    return ids.flatMap((id) =>
      first === undefined || bookedOf({ ...trial, outcomes: [first] }, id).length === 0 ? [] : [`${id}: was booked`],
    );
  }
  const outcome = outcomeAt(trial);
  const named = namedIn(outcome, document);
  if (named === null) return [`${document}: is nowhere to be seen`];
  const isWaiting = named.flows.some((flow) => outcome.letters[flow]?.[named.key] !== undefined);
  return [
    ...bookedOf(trial, named.key).map((resource) => `${document}: ${resource} was booked of it`),
    ...(isWaiting ? [`${document}: waits, although there is nothing to do`] : []),
  ];
}

/** What is wrong with runs in which nothing may happen: the first, or all others. */
function idleProblems({ outcomes }: Trial, isFirst: boolean): readonly string[] {
  return (isFirst ? outcomes.slice(0, 1) : outcomes.slice(1)).flatMap((outcome) => {
    const writes = outcome.sent.asperion.length + outcome.sent.exact.length;
    const waiting = lettersOf(outcome).length;
    return writes + waiting === 0
      ? []
      : [`${outcome.name} run: ${writes} writes and ${waiting} waiting records, none expected`];
  });
}

/** What a run tells of records that went on: notices of checks, and what stands after a deletion. */
export function toldIn({ flows }: Outcome): readonly string[] {
  return flows.flatMap(({ result }) => filled([result?.notices, result?.deleted]));
}

const filled = (parts: readonly (readonly object[] | undefined)[]): readonly string[] =>
  parts.flatMap((said = []) => (said.length > 0 ? [JSON.stringify(said)] : []));

/** What is wrong when somebody must hear of it: nobody is told anything. Where the case asks for no more, a count of what was left out is enough. */
export function toldProblems(trial: Trial, text: string): readonly string[] {
  const isHeard = trial.outcomes.some((outcome) => lettersOf(outcome).length > 0 || toldIn(outcome).length > 0);
  const leftOut = outcomeAt(trial).flows.flatMap(({ result }) => filled([result?.leftOut]));
  return isHeard || (text.startsWith('left out') && leftOut.length > 0) ? [] : [`nobody is told: ${text}`];
}

/** What is wrong with the number of records of a kind. */
export function countProblems(trial: Trial, counts: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(counts).flatMap(([kind, wanted]) => {
    const found = countOf(trial, kind);
    return found === Number(wanted) ? [] : [`${kind}: ${wanted} expected, ${found} found`];
  });
}

function countOf(trial: Trial, kind: string): number {
  const [isExact, , number, at] = /^(Exact sales documents?)(?: for (\S+))?(?: after (\S+))?$/.exec(kind) ?? [];
  const outcome = outcomeAt(trial, at);
  if (isExact !== undefined) {
    const all = [...recordsOf(outcome, 'exact', 'SalesEntries'), ...recordsOf(outcome, 'exact', 'SalesInvoices')];
    return all.filter(({ YourRef }) => number === undefined || YourRef === number).length;
  }
  const side: Side = catalogOf('asperion').resources.has(resourceName(kind)) ? 'asperion' : 'exact';
  const resource = resourceOf(resourceName(kind), catalogOf(side)) ?? kind;
  // A count is a booking, however many positions there are.
  if (kind === 'StockCounts')
    return trial.outcomes.flatMap(({ sent }) => sent.exact.filter((one) => one.resource === resource)).length;
  return recordsOf(outcome, side, kind).length;
}
