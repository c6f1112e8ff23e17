import { describe, expect, test } from 'vitest';
import type { AsperionSwitches } from '../../sandbox/asperion/switches.ts';
import type { Switches } from '../../sandbox/exact-online/switches.ts';
import type { Stage, StageOptions } from '../../sandbox/stage.ts';
import { examined, faultsOf, SHIPPED, setHealthyStage, type Visit } from './patient.ts';

/** A system that is not as its client takes it, what the doctor says of it, and the line of settings.yml that fits. */
interface Case {
  readonly assumption: string;
  readonly options?: Partial<StageOptions>;
  readonly asperion?: Partial<AsperionSwitches>;
  readonly exactOnline?: Partial<Switches>;
  readonly spoil?: (stage: Stage) => void | Promise<void>;
  readonly visit?: Visit;
  /** The errors and warnings of this check, by parts of them. */
  readonly finds: readonly string[];
  /** Null = no setting fits. */
  readonly line: string | null;
}

const twoAdministrations = (visible: 4711 | 4712) => ({
  options: {
    asperion: {
      administrations: [
        { id: 4711, name: 'Voorbeeld', inTrade: true },
        { id: 4712, name: 'Voorbeeld Twee', inTrade: true },
      ],
    },
  },
  visit: { inputs: { 'asperion-tenant': String(visible) } },
});

const follow = (resource: string, how: string) => (stage: Stage) =>
  stage.setYaml('settings.yml', ['asperion', 'changes', resource], how);

/** Turns on a flow of the shipped mappings that is off, in place of another one. */
const only = (flow: string) => ({ visit: { inputs: { flows: flow } } });

const INVOICES = 'invoices.asperion-to-exact-online';

const ofAsperion: readonly Case[] = [
  {
    assumption: 'another spelling of the tenant header, by which the default administration answers for ours',
    ...twoAdministrations(4711),
    asperion: { tenantHeader: 'X-TenantId' },
    finds: [
      'error assumptions: Asperion: Asperion ignores the header X-Tenant-Id and answers for the default administration.',
    ],
    line: 'asperion: { tenantHeader: X-TenantId }',
  },
  {
    assumption: 'another spelling of the tenant header, by which another administration answers',
    ...twoAdministrations(4712),
    asperion: { tenantHeader: 'X-TenantId' },
    finds: ['error assumptions: Asperion: Asperion ignores the header X-Tenant-Id'],
    line: 'asperion: { tenantHeader: X-TenantId }',
  },
  {
    assumption: 'answers that do not tell whose they are, where the user has two administrations',
    ...twoAdministrations(4711),
    spoil: ({ asperion }) => {
      const rewrite = (text: string): string => text.replaceAll(/"administrationId":\d+,?/g, '');
      asperion.faults.add({ path: /./, act: 'replace', times: Number.POSITIVE_INFINITY, rewrite });
    },
    finds: ['error assumptions: Asperion: The user has 2 administrations, and no answer says which one it is about.'],
    line: null,
  },
  {
    assumption: 'pages that count from 0',
    asperion: { firstPage: 0 },
    finds: ['error assumptions: Asperion: Page 1 of a list is not the first one: it names a page before it.'],
    line: 'asperion: { firstPage: 0 }',
  },
  {
    assumption: 'pages that count from 1 where the settings say 0',
    spoil: (stage) => stage.setYaml('settings.yml', ['asperion', 'firstPage'], 0),
    finds: ['error assumptions: Asperion: Asperion refuses page 0 of a list.'],
    line: 'asperion: { firstPage: 1 }',
  },
  {
    assumption: 'pages that do not name the next one',
    asperion: { pageLinks: 'missing' },
    finds: ['error assumptions: Asperion: The first of 10 pages names no next page, so a list would end there.'],
    line: null,
  },
  {
    assumption: 'a total of the page alone',
    asperion: { totalCount: 'page' },
    finds: ['error assumptions: Asperion: totalCount counts the records of one page.'],
    line: 'asperion: { totalCount: page }',
  },
  {
    assumption: 'lists without a total',
    asperion: { totalCount: 'none' },
    finds: ['error assumptions: Asperion: Lists do not say how many records they have.'],
    line: 'asperion: { totalCount: none }',
  },
  {
    assumption: 'another address of the orders',
    asperion: { orderPath: 'salesorderswithlines' },
    finds: ['error assumptions: Asperion: salesorderswithlines is not at /v1/SalesOrderWithLines.'],
    line: 'asperion: { paths: { salesorderswithlines: salesorderswithlines } }',
  },
  {
    assumption: 'another name of a field',
    asperion: { otherNames: { 'debtors.postCode': 'postalCode' } },
    finds: ['error assumptions: Asperion: Records of debtors have no postCode; there is postalCode.'],
    line: null,
  },
  {
    assumption: 'another name of a field of lines',
    asperion: { otherNames: { 'salesinvoiceswithlines.lines.vatCode': 'vatCodeId' } },
    finds: [
      'error assumptions: Asperion: Records of salesinvoiceswithlines have no lines.vatCode; there is vatCodeId.',
    ],
    line: null,
  },
  {
    assumption: 'a search by the external key that finds nothing',
    asperion: { brokenFilters: { 'debtors.characteristic5': 'nothing' } },
    finds: ['error assumptions: Asperion: An existing record of debtors is not found by its characteristic5.'],
    line: null,
  },
  {
    assumption: 'searches that refuse the word for equality',
    asperion: { comparison: 'refused' },
    finds: [
      'error assumptions: Asperion: An existing record of debtors is not found by its characteristic5.',
      'error assumptions: Asperion: An existing record of salesinvoiceswithlines is not found by its invoiceNumber.',
    ],
    line: 'asperion: { comparisonSuffix: "" }',
  },
  {
    assumption: 'searches that give records of which a part was asked for',
    asperion: { comparison: 'ignored' },
    finds: [
      'warning assumptions: Asperion: debtors also finds records by a part of characteristic5',
      'warning assumptions: Asperion: salesinvoiceswithlines also finds records by a part of invoiceNumber',
    ],
    line: null,
  },
  {
    assumption: 'records without an address of their own',
    asperion: { singleRecords: 'missing' },
    finds: [
      'error assumptions: Asperion: An existing record of debtors does not answer at its own address.',
      'error assumptions: Asperion: An existing record of salesinvoiceswithlines does not answer at its own',
    ],
    line: null,
  },
  {
    assumption: 'inactive articles that no list shows',
    spoil: ({ asperion }) => {
      const [first] = asperion.rows('articles');
      asperion.update('articles', first?.id ?? null, { activeState: 'Inactive' });
      asperion.switches.allStates = 'unknown';
    },
    finds: ['error assumptions: Asperion: ActiveState=All does not list all articles'],
    line: null,
  },
  {
    assumption: 'dates of UTC',
    asperion: { datesIn: 'utc' },
    ...only(INVOICES),
    finds: ['error assumptions: Asperion: Dates of salesinvoiceswithlines come at 2'],
    line: null,
  },
  {
    assumption: 'the signs of the ledger, by which revenue is below zero',
    spoil: ({ asperion }) => {
      for (const { id } of asperion.rows('salesinvoiceswithlines'))
        asperion.remove('salesinvoiceswithlines', id ?? null);
      for (const id of [9001, 9002, 9003, 9004, 9005]) {
        const invoice = {
          id,
          invoiceNumber: `A-${id}`,
          date: '2026-03-01T00:00:00',
          status: 3,
          lines: [{ amount: -121 }],
        };
        asperion.insert('salesinvoiceswithlines', invoice);
      }
    },
    ...only(INVOICES),
    finds: ['error assumptions: Asperion: All 5 final records of salesinvoiceswithlines that were read are below zero'],
    line: null,
  },
  {
    assumption: 'a list that comes by id whatever is asked',
    asperion: { orderBy: 'ignored' },
    finds: ['warning assumptions: Asperion: articles does not come with the newest change first.'],
    line: 'asperion: { changes: { articles: full } }',
  },
  {
    assumption: 'records that do not show when they were changed',
    spoil: ({ asperion }) => {
      for (const { id } of asperion.rows('articles')) {
        asperion.switches.dateLastChange = 'never';
        asperion.remove('articles', id ?? null);
      }
      for (const articleNumber of ['A-1', 'A-2']) {
        asperion.insert('articles', { articleNumber, description: articleNumber, activeState: 'Active' });
      }
    },
    finds: ['warning assumptions: Asperion: Not all records of articles show when they were changed.'],
    line: 'asperion: { changes: { articles: full } }',
  },
  {
    assumption: 'a filter by date that is passed over',
    asperion: { brokenFilters: { 'salesinvoiceswithlines.date': 'everything' } },
    ...only(INVOICES),
    finds: ['warning assumptions: Asperion: salesinvoiceswithlines ignores the filter by date.'],
    line: 'asperion: { changes: { salesinvoiceswithlines: full } }',
  },
  {
    assumption: 'a filter by book year that is passed over',
    spoil: async (stage) => {
      const { asperion } = stage;
      await stage.setYaml('orders.exact-online-to-asperion.yml', ['enabled'], false);
      for (const date of ['2024-03-01T00:00:00', '2026-03-01T00:00:00']) {
        const lines = [
          { amount: 5, ledgerAccountId: 8000 },
          { amount: -5, ledgerAccountId: 8000 },
        ];
        asperion.insert('journalentrieswithlines', { journalId: '90', date, description: 'Memoriaal', lines });
      }
    },
    asperion: { brokenFilters: { 'journalentrieswithlines.bookyear': 'everything' } },
    ...only('entries-as-entries.exact-online-to-asperion'),
    finds: ['warning assumptions: Asperion: journalentrieswithlines ignores the book year'],
    line: null,
  },
  {
    assumption: 'an empty filter that asks for empty fields',
    asperion: { emptyFilter: 'empty-fields' },
    finds: ['warning assumptions: Asperion: An empty filter asks for records in which the field is empty.'],
    line: null,
  },
];

const ofExactOnline: readonly Case[] = [
  {
    assumption: 'a page that does not name the next one',
    spoil: ({ exactOnline }) => {
      for (let number = 0; number < 70; number += 1) {
        exactOnline.insert('VATCodes', { Code: `X${number}`, Description: 'Voorbeeld', Percentage: 0 });
      }
      exactOnline.switches.nextPages = 'missing';
    },
    finds: ['error assumptions: Exact Online: A page of 60 of '],
    line: null,
  },
  {
    assumption: 'codes that are asked for without their padding',
    exactOnline: { codesInFilters: 'bare' },
    finds: ['error assumptions: Exact Online: An existing record of vat/VATCodes is not found by its Code.'],
    line: null,
  },
  {
    assumption: 'deliveries that cannot be searched by their order',
    exactOnline: { refusedFilters: ['GoodsDeliveryLines.SalesOrderNumber'] },
    finds: ['error assumptions: Exact Online: salesorder/GoodsDeliveryLines cannot be searched by SalesOrderNumber.'],
    line: null,
  },
  {
    assumption: 'a log of deletions that is only given whole',
    exactOnline: { refusedFilters: ['Sync_Deleted.Timestamp'] },
    finds: ['error assumptions: Exact Online: The log of deletions cannot be asked from a row version on.'],
    line: null,
  },
  {
    assumption: 'dates that are midnight in the Netherlands',
    exactOnline: { midnightOf: 'netherlands' },
    finds: [
      'error assumptions: Exact Online: Dates of salesinvoice/SalesInvoices come as 2',
      'error assumptions: Exact Online: Dates of salesorder/GoodsDeliveries come as 2',
      'error assumptions: Exact Online: Dates of logistics/SalesItemPrices come as 2',
    ],
    line: null,
  },
  {
    assumption: 'last days of articles that are midnight in the Netherlands',
    exactOnline: { midnightOf: 'netherlands' },
    spoil: ({ exactOnline }) => {
      const items = exactOnline.rows('Items');
      exactOnline.update('Items', items.at(-1)?.ID ?? null, { EndDate: '2026-12-31T00:00:00' });
    },
    ...only('products.exact-online-to-asperion'),
    finds: ['error assumptions: Exact Online: Dates of logistics/Items come as 23:00 of the day before'],
    line: null,
  },
];

async function visited({ options = {}, asperion, exactOnline, spoil, visit = {} }: Omit<Case, 'finds' | 'line'>) {
  const stage = await setHealthyStage({ mappings: SHIPPED, ...options });
  await spoil?.(stage);
  Object.assign(stage.asperion.switches, asperion);
  Object.assign(stage.exactOnline.switches, exactOnline);
  return {
    stage,
    examination: await examined(stage, visit),
    [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose](),
  };
}

describe.each([
  ['Asperion', ofAsperion],
  ['Exact Online', ofExactOnline],
] as const)('%s: the doctor finds', (_, cases) => {
  test.concurrent.each(cases)('$assumption, and the line that fits', async ({ finds, line, ...rest }) => {
    await using visit = await visited(rest);
    const { findings } = visit.examination;
    const own = findings.filter(({ check }) => check === 'assumptions');
    expect(faultsOf(own)).toEqual(finds.map((one) => expect.stringContaining(one)));
    for (const { fix } of own.filter(({ fix }) => fix !== undefined))
      expect(/`(.*)`/.exec(fix ?? '')?.[1] ?? null).toBe(line);
  });
});

describe('an assumption', () => {
  test('holds again with the line that the doctor proposes', async () => {
    await using stage = await setHealthyStage();
    stage.asperion.switches.comparison = 'refused';
    stage.asperion.switches.totalCount = 'page';
    stage.asperion.switches.firstPage = 0;
    await stage.setYaml('settings.yml', ['asperion', 'comparisonSuffix'], '');
    await stage.setYaml('settings.yml', ['asperion', 'totalCount'], 'page');
    await stage.setYaml('settings.yml', ['asperion', 'firstPage'], 0);
    const faults = faultsOf((await examined(stage)).findings);
    expect(faults.filter((fault) => fault.startsWith('error'))).toEqual([]);
  });

  test.each<[string, Pick<Case, 'options' | 'visit'>]>([
    ['the only one', {}],
    ['one of two', twoAdministrations(4711)],
  ])(
    'is not contradicted by an empty administration that is %s, nor by a field that is empty',
    async (_, administrations) => {
      await using stage = await setHealthyStage(administrations.options);
      const { asperion } = stage;
      for (const { id } of asperion.rows('debtors')) asperion.remove('debtors', id ?? null);
      for (const resource of ['ledgeraccounts', 'vatcodes', 'paymentconditions']) {
        for (const { id } of asperion.rows(resource)) asperion.remove(resource, id ?? null);
      }
      const { findings } = await examined(stage, administrations.visit);
      const own = findings.filter(({ check }) => check === 'assumptions');
      expect(own.filter(({ level }) => level !== 'ok' && level !== 'not-checked')).toEqual([]);
    },
  );

  test('is not confirmed by a list of one page that pages name the next one', async () => {
    await using stage = await setHealthyStage();
    const own = (await examined(stage)).findings.filter(({ says }) => says.includes('Every page but the last names'));
    expect(own).toMatchObject([
      { level: 'not-checked', says: expect.stringContaining('vat/VATCodes has only one page.') },
    ]);
  });

  test('holds where counts come as texts', async () => {
    await using stage = await setHealthyStage();
    const rewrite = (text: string): string => text.replaceAll(/"(totalCount|pageCount)":(\d+)/g, '"$1":"$2"');
    stage.asperion.faults.add({ path: /./, act: 'replace', times: Number.POSITIVE_INFINITY, rewrite });
    expect(faultsOf((await examined(stage)).findings)).toEqual([]);
  });

  test('is tested again when a flow asks for the newest changes of a list that was read in full', async () => {
    await using stage = await setHealthyStage();
    stage.asperion.switches.orderBy = 'ignored';
    await follow('articles', 'full')(stage);
    expect(faultsOf((await examined(stage)).findings)).toEqual([]);
  });
});
