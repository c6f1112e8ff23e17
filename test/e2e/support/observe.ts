import { readFile } from 'node:fs/promises';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';

/** A run with all calls that the servers saw, those for tokens too. */
export interface ObservedRun extends StageRun {
  readonly seen: Readonly<Record<string, number>>;
  /** The activity log, which the next run replaces. */
  readonly activity: string;
}

/** One run. */
export async function observe(stage: Stage, env: Readonly<Record<string, string>>): Promise<ObservedRun> {
  const { exactOnline, asperion } = stage;
  const [exactFrom, asperionFrom] = [exactOnline.requests.length, asperion.requests.length];
  const run = await stage.run({ env });
  const names = [
    ...exactOnline.requests.slice(exactFrom).map(({ method, path }) => {
      const resource = path.replace(/^\/api\/(v1\/\d+\/)?/, '').replace(/\(guid'[^']*'\)$/, '');
      return `exact-online ${method} ${resource}`;
    }),
    ...asperion.requests.slice(asperionFrom).map(({ method, path }) => {
      return `asperion ${method} ${path.replace(/^\/(v1\/)?/, '').replace(/\/\d+$/, '')}`;
    }),
  ];
  const activity = await readFile(run.outputs['activity-log'] ?? '', 'utf8');
  return { ...run, seen: tally(names), activity };
}

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** Everything that both systems hold, moments of change included. */
export const everything = ({ exactOnline, asperion }: Stage) =>
  structuredClone({
    exactOnline: [
      ...['Accounts', 'Contacts', 'Items', 'SalesItemPrices'],
      ...['SalesOrders', 'SalesOrderLines', 'SalesInvoices', 'SalesInvoiceLines', 'GoodsDeliveries'],
    ].map((entity) => exactOnline.rows(entity)),
    asperion: ['debtors', 'articles', 'salesinvoiceswithlines'].map((resource) => asperion.rows(resource)),
  });
