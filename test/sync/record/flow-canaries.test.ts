import { describe, expect, test } from 'vitest';
import { createWorld } from '../../../sandbox/world/world.ts';
import { reportVerification } from '../../../src/commands/sync/verification-report.ts';
import { markdown } from '../../../src/report/page/markdown.ts';
import { planPage } from '../../../src/report/plan/plan-summary.ts';
import { readerOf } from '../../../src/report/reader.ts';
import { asperionCatalog } from '../../../src/systems/asperion/catalog.ts';
import { exactOnlineCatalog } from '../../../src/systems/exact-online/catalog.ts';
import type { SourceRecord } from '../../../src/systems/system.ts';
import { Company, compile } from '../../support/engine.ts';
import { everything, personalFields, personalValues, planted, type Row, specOf } from './canaries.ts';

const { exactOnline, asperion } = createWorld({ customers: 3, articles: 4, orders: 6 });

/** Where all personal values of a source are put into one text that tells of nobody itself. */
const INTO = {
  asperion: {
    resource: 'debtors',
    key: 'characteristic5',
    fields: 'name: { value: Iemand }\n      address: { value: Straat 1 }\n      debtorKindId: { value: company }',
    text: 'characteristic4',
  },
  'exact-online': {
    resource: 'logistics/Items',
    key: 'Code',
    fields: 'Description: { value: Kist }',
    text: 'FreeTextField_01',
  },
} as const;

const entry = {
  Customer: exactOnline.rows.Accounts?.[0]?.ID,
  EntryDate: '2026-02-02T00:00:00',
  Journal: '70',
  SalesEntryLines: [{ AmountFC: 10, GLAccount: exactOnline.rows.GLAccounts?.[0]?.ID }],
};
const soldThere = {
  date: '2026-02-02T00:00:00',
  debtorCustomerNumber: '10001',
  lines: [{ articleNumber: 'A1', quantity: 1 }],
};

/** The resources with personal fields that flows read, and records of those that the world has none of. */
const SOURCES: readonly (readonly [resource: string, own: readonly Row[]])[] = [
  ['crm/Accounts', []],
  ['crm/Contacts', []],
  ['crm/Addresses', []],
  ['logistics/Items', []],
  // Prices of an item share its code.
  ['logistics/SalesItemPrices', (exactOnline.rows.SalesItemPrices ?? []).slice(0, 1)],
  ['salesorder/SalesOrders', []],
  ['salesorder/GoodsDeliveries', []],
  ['salesinvoice/SalesInvoices', []],
  ['salesentry/SalesEntries', [entry]],
  ['financial/GLAccounts', []],
  ['debtors', []],
  ['salesorderswithlines', [soldThere]],
];

/** What one way of telling said, and the records that it told of. */
interface Told {
  readonly where: string;
  readonly text: string;
  readonly sources: readonly SourceRecord[];
}

/** A resource whose records carry canaries, and flows that put all of them into one text. */
function stageOf(resource: string, own: readonly Row[]) {
  const isExact = exactOnlineCatalog.resources.has(resource);
  const catalog = isExact ? exactOnlineCatalog : asperionCatalog;
  const to = isExact ? 'asperion' : 'exact-online';
  const { key, fields, text, resource: target } = INTO[to];
  const spec = specOf(catalog, resource);
  const flow = (head: string, policy: string, rule: string): string => `from: ${catalog.system}.${resource}
to: ${to}
${head}
steps:
  - id: one
    resource: ${target}
    match: [${key}]
    ${policy}
    fields:
      ${key}: '"K" + slice(string(${spec.key}), 0, 8)'
      ${fields}
      ${rule}
`;
  const rows: Record<'exactOnline' | 'asperion', Record<string, readonly object[]>> = {
    exactOnline: { ...exactOnline.rows },
    asperion: { ...asperion.rows },
  };
  const side = isExact ? rows.exactOnline : rows.asperion;
  const entity = resource.slice(resource.indexOf('/') + 1);
  const given = own.length > 0 ? own : (side[entity] ?? []);
  side[entity] = given.map((row) => planted(catalog, resource, { ...row }));
  const all = everything(catalog, resource);
  const checks = (then: string): string =>
    `checks:\n  - { id: all, when: 'string(${spec.key}) != ""', says: '${all}', then: ${then} }`;
  return {
    spec,
    open: () => Company.open(rows),
    target: isExact ? ('asperion' as const) : ('exactOnline' as const),
    flows: {
      written: { 'flow.yml': flow('', 'update: true', `${text}: '${all}'`) },
      waiting: { 'flow.yml': flow(checks('wait'), 'update: true', '') },
      noted: { 'flow.yml': flow(checks('tell'), 'update: true', '') },
      verified: { 'flow.yml': flow('purpose: verify', '', `${text}: '${all}'`) },
      translated: {
        'flow.yml': flow('', 'update: true', `${text}: { table: places, key: '${all}' }`),
        'tables/places.yml': 'Other: Utrecht',
      },
    },
  };
}

/** Runs a flow from its beginning, and gives everything that a report would tell of it. */
async function tell(
  company: Company,
  where: string,
  files: Readonly<Record<string, string>>,
  records?: readonly string[],
): Promise<Told> {
  company.forget();
  const mappings = compile(files);
  const sources: SourceRecord[] = [];
  const outcomes = await company.run(mappings, {
    ...(records === undefined ? {} : { records }),
    observe: (_, items) => void sources.push(...items.map(({ source }) => source)),
  });
  const texts = Object.values(outcomes).flatMap(({ error, letters, told, verified }) => {
    const reports = mappings.programs.map(
      (program) => verified && reportVerification(verified, program, () => undefined),
    );
    return [error?.message ?? '', ...letters.map(({ reason }) => reason), ...told, JSON.stringify(reports)];
  });
  return { where, text: texts.join('\n'), sources };
}

/** Lets the target refuse each new record with a message that repeats these words. */
function refuseWith({ faults }: Company['asperion'] | Company['exactOnline'], words: string): void {
  const body = JSON.stringify({ title: words, error: { code: '', message: { lang: '', value: words } } });
  const headers = { 'content-type': 'application/json' };
  faults.add({ method: 'POST', path: /(debtors|Items)$/, act: 'status', status: 400, body, times: 200, headers });
}

const valuesOf = (resource: string, { sources }: Told): ReadonlyMap<string, readonly string[]> =>
  personalValues(
    resource,
    sources.map(({ fields }) => fields),
  );

/** The personal values that a text shows. */
function leaked(resource: string, told: Told): readonly string[] {
  const folded = told.text.toLowerCase();
  return [...valuesOf(resource, told).keys()].filter((value) => folded.includes(value.toLowerCase()));
}

/** The personal values in whose place a text does not name a field: they did not come so far. */
function unnamed(resource: string, told: Told): readonly string[] {
  const isNamed = (name: string): boolean => new RegExp(`[{, .]${name}[},]`).test(told.text);
  return [...valuesOf(resource, told)].flatMap(([value, names]) => (names.some(isNamed) ? [] : [value]));
}

describe.each(SOURCES)('what is reported of %s', (resource, own) => {
  test('holds the value of no personal field, in whatever way it is reported', async () => {
    const { spec, open, flows, target } = stageOf(resource, own);
    await using company = await open();
    const plan = await company.plan(compile(flows.written));
    const waiting = await tell(company, 'a check', flows.waiting);
    const { sources } = waiting;
    const told = [
      waiting,
      { where: 'a plan', text: `${JSON.stringify(plan)}\n${markdown(planPage(plan, readerOf('en', {})))}`, sources },
    ];
    told.push(await tell(company, 'a table', flows.translated));
    const [first] = sources;
    const values = personalValues(resource, first === undefined ? [] : [first.fields]);
    refuseWith(company[target], [...values.keys()].join(' / '));
    told.push(await tell(company, 'a refusal', flows.written, [first?.reference ?? '']));
    company[target].faults.clear();
    told.push(await tell(company, 'a notice', flows.noted));
    told.push(await tell(company, 'a difference', flows.verified));

    const isEmpty = (field: string): boolean => sources.every(({ fields }) => (fields[field] ?? null) === null);
    expect(personalFields(spec).flatMap(([field]) => (isEmpty(field) ? [field] : []))).toEqual([]);
    for (const one of told) {
      expect(leaked(resource, one), one.where).toEqual([]);
      expect(unnamed(resource, one), one.where).toEqual([]);
    }
  });
});
