import type { StageRun } from '../../../sandbox/stage.ts';
import { lookForChanges, syncOrders, syncProducts } from './baseline.ts';
import { BenchCompany } from './company.ts';
import { PlainClient } from './plain-client.ts';
import type { Work, Workplace } from './work.ts';

/** What people enter, and what the least calls for it are. */
export interface Scenario {
  readonly name: string;
  /** What happens before the run. */
  readonly enter: (work: Work, place: Workplace) => void;
  /** One write per changed record, and the reading of what changed: 1,000 a call at Exact Online, 100 at Asperion. */
  readonly floor: (records: number) => number;
  /** At most this many times the floor. */
  readonly target: number;
  /** The same work in the usual sequence. */
  readonly baseline: (client: PlainClient, since: string) => Promise<void>;
}

const atExact = (records: number): number => Math.ceil(records / 1000);
const atAsperion = (records: number): number => Math.ceil(records / 100);

/** In the order in which a company lives through them: each begins where the one before ended. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'new products',
    enter: (work, place) => work.addArticles(place),
    floor: (records) => 2 * records + atAsperion(records), // an item and its price
    target: 1.05,
    baseline: syncProducts,
  },
  {
    name: 'changed products',
    enter: (work, place) => work.changeArticles(place),
    floor: (records) => records + atAsperion(records), // their descriptions: no price changed
    target: 1.05,
    baseline: syncProducts,
  },
  {
    name: 'orders of known customers',
    enter: (work, place) => work.addOrdersOfKnown(place),
    floor: (records) => records + atExact(records),
    target: 1.1,
    baseline: syncOrders,
  },
  {
    name: 'orders of new customers',
    enter: (work, place) => work.addOrdersOfNew(place),
    floor: (records) => 2 * (records + atExact(records)), // a debtor and an invoice
    target: 1.1,
    baseline: syncOrders,
  },
  {
    name: 'nothing to do',
    enter: () => {},
    floor: () => 5, // feeds of customers, deletions, order headers and lines; Asperion's newest articles
    target: 1,
    baseline: lookForChanges,
  },
];

/** What a scenario took. */
export interface Counted {
  readonly name: string;
  readonly records: number;
  readonly calls: number;
  readonly floor: number;
  readonly target: number;
  /** The usual sequence; null if it was not run. */
  readonly baseline: number | null;
  /** Calls by system, method and resource. */
  readonly byKind: Readonly<Record<string, number>>;
}

/** Runs all scenarios at a company of a size, and the usual sequence at its twin if `withBaseline`. */
export async function countCalls(records: number, withBaseline: boolean): Promise<readonly Counted[]> {
  await using company = await BenchCompany.open(records);
  const baseline = withBaseline ? await countBaseline(records) : [];
  const counted: Counted[] = [];
  for (const [at, { name, enter, floor, target }] of scenarios.entries()) {
    enter(company.work, company.place);
    const { calls } = await company.run();
    const expected = { name, records, floor: floor(records), target, baseline: baseline[at] ?? null };
    counted.push({ ...expected, calls: calls.length, byKind: kindsOf(calls) });
    await company.settle();
  }
  return counted;
}

/** The calls of the usual sequence, scenario by scenario. */
async function countBaseline(records: number): Promise<readonly number[]> {
  await using company = await BenchCompany.open(records);
  const { exactOnline, asperion } = company.stage;
  const counts: number[] = [];
  for (const { enter, baseline } of scenarios) {
    const since = company.moment();
    enter(company.work, company.place);
    const client = await PlainClient.open(company.stage);
    const before = exactOnline.requests.length + asperion.requests.length;
    await baseline(client, since);
    counts.push(exactOnline.requests.length + asperion.requests.length - before);
    company.forward();
  }
  return counts;
}

function kindsOf(calls: StageRun['calls']): Record<string, number> {
  const kinds: Record<string, number> = {};
  for (const { system, method, path } of calls) {
    const resource = path.replace(/^(\/api)?\/v1\/(\d+\/)?/, '').replace(/\(guid'[^']*'\)$|\/\d+$/, '');
    const kind = `${system} ${method} ${resource}`;
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  return kinds;
}
