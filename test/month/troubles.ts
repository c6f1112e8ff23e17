import type { Fault } from '../../sandbox/faults.ts';
import type { Chance } from '../../sandbox/world/random.ts';
import type { Company, RunOptions } from '../sandbox-week/company.ts';
import type { Losses } from './verdict.ts';

/** How bad a few days are: nothing goes wrong, the systems do not answer as they should, or runs and their state are lost as well. */
export const WEATHERS = ['calm', 'faults', 'storm'] as const;
export type Weather = (typeof WEATHERS)[number];

const REFUSED = JSON.stringify({ error: { code: '', message: { lang: '', value: 'Er is een fout opgetreden.' } } });

/** What the systems do wrong, each for a few calls. */
const FAULTS: readonly Omit<Fault, 'path'>[] = [
  { act: 'status', status: 500 },
  { act: 'status', status: 500, body: REFUSED },
  { act: 'status', status: 502 },
  { act: 'status', status: 503 },
  { act: 'status', status: 504 },
  { act: 'status', status: 429, headers: { 'Retry-After': '20' } },
  { act: 'status', status: 400, method: 'PUT' },
  { act: 'drop-before' },
  { act: 'drop-after' },
  { act: 'drop-after', method: 'POST' },
  { act: 'drop-before', method: 'POST' },
  { act: 'drop-after', method: 'PUT' },
  { act: 'replace', status: 504, method: 'POST', body: '' },
  { act: 'store-late', method: 'POST', storeAfterMs: 4_000 },
  { act: 'store-late', method: 'POST', storeAfterMs: 240_000 },
  { act: 'store-late', status: 502, method: 'POST', storeAfterMs: 900_000 },
];

/** A list that lacks the record it was asked for by its id: that it is gone is not said by this. */
const LACKING: Omit<Fault, 'path'> = {
  act: 'replace',
  method: 'GET',
  query: /[?&]Id=/,
  status: 200,
  body: JSON.stringify({ _data: [], _meta: { nextPage: null, totalCount: 0, pageCount: 0 } }),
};

const LACKING_LISTS = [/\/debtors$/, /\/SalesOrderWithLines$/, /\/SalesInvoicesWithLines$/i];

/** Arms something that goes wrong in one of the systems. */
export function armFault({ exactOnline, asperion }: Company, luck: Chance): void {
  if (luck.between(1, 3) === 1) {
    asperion.faults.add({ ...LACKING, path: luck.pick(LACKING_LISTS), times: luck.between(1, 3) });
  }
  const fault = luck.pick(FAULTS);
  const { faults } = luck.pick([exactOnline, asperion]);
  const isWrite = fault.method !== undefined;
  // Token calls have rules of their own, which the tests of lost logins try.
  faults.add({ ...fault, path: /^\/(api\/)?v1\//, skip: luck.between(0, isWrite ? 1 : 8), times: luck.between(1, 3) });
}

/** What becomes of a run on its way, and of the state it keeps. */
export interface Mishap {
  readonly losses: Exclude<Losses, 'none'>;
  readonly options: Pick<RunOptions, 'onTheWay'>;
}

/** Calls and looks at the cache after which a run may be ended: beyond its last one it just goes through. */
const FARTHEST = 40;

/** Ends a run at some moment, loses what it saved, or starts another one beside it (`beside`). */
export function mishap({ shelf }: Company, luck: Chance, beside: () => Promise<void>): Mishap {
  const at = luck.between(1, FARTHEST);
  const phase = luck.pick(['before', 'after'] as const);
  let seen = 0;
  const once = (fate: () => Promise<'on' | 'kill' | 'cancel'>) => ({
    onTheWay: async (moment: 'before' | 'after') => {
      if (moment === 'before') seen += 1;
      if (seen !== at || moment !== phase) return 'on' as const;
      seen += 1;
      return await fate();
    },
  });
  const another = (): Mishap => ({
    losses: 'runs',
    options: once(async () => {
      await beside();
      return 'on';
    }),
  });
  const mishaps: readonly (() => Mishap)[] = [
    () => ({ losses: 'runs', options: once(async () => 'kill') }),
    () => ({ losses: 'runs', options: once(async () => 'kill') }),
    () => ({ losses: 'runs', options: once(async () => 'cancel') }),
    another,
    another,
    another,
    () => {
      shelf.troubles.refusedSaves += luck.between(1, 4);
      return { losses: 'runs', options: {} };
    },
    () => {
      shelf.troubles.failedRestores += 1;
      return { losses: 'runs', options: {} };
    },
    () => {
      shelf.troubles.olderRestores += 1;
      return { losses: 'runs', options: {} };
    },
    () => {
      shelf.evict('progress', 'newest');
      return { losses: 'runs', options: {} };
    },
    () => {
      shelf.evict('progress', 'all');
      return { losses: 'state', options: {} };
    },
  ];
  return luck.pick(mishaps)();
}
