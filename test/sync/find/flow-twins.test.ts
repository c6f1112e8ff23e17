import { describe, expect, it } from 'vitest';
import { Company, compile, type Mappings } from '../../support/engine.ts';
import { account, accountId, order, orders, salesEntries, shipped } from '../../support/samples.ts';
import { openSold } from '../verify/sold-sample.ts';

/* A document that a person may have typed for one of the other system is not booked back before a person says whose it is. */

const HOME = 'invoices.asperion-to-exact-online';
const ENTRIES = 'entries.exact-online-to-asperion';

const flows = (more: Readonly<Record<string, string>> = {}): Mappings =>
  compile({
    'settings.yml': `use: shipped
flows: [${HOME}, ${ENTRIES}]
values:
  since: 2026-03-01
  bookYear: "01-01"
  prefix: EO-
  journals: { sales: "70" }
  exactOnline: { journals: { sales: "70" } }
`,
    'tables/cost-centers.yml': '{}\n',
    'tables/exact-online-cost-centers.yml': '{}\n',
    'tables/exact-online-accounts.yml': '8000: "8000"\n',
    'tables/ledger-accounts.yml': '"8000": 8000\n',
    'tables/payment-conditions.yml': '"30": 1\n',
    'tables/account-payment-conditions.yml': '"1": "30"\n',
    'tables/account-revenue-accounts.yml': 'NL: "8000"\n',
    'tables/revenue-accounts.yml': 'NL: 8000\n',
    ...more,
  });

const AMOUNTS = { vatAmount: 21, amountExclVat: 100, amountInclVat: 121 };
const invoice = {
  ...{ invoiceNumber: '2026-0101', debtorCustomerNumber: '10001', date: '2026-03-01T00:00:00', journalId: '70' },
  ...{ bookyear: 2026, bookperiod: 3, status: 3, description: 'Levering', paymentConditionId: 1, ...AMOUNTS },
  lines: [{ description: 'Koffie', amount: 100, vatAmount: 21, vatCode: 'VH', ledgerAccountId: 8000 }],
};

/** The entry that a person typed for it in Exact Online. */
function entryIn({ exactOnline }: Company): object {
  const idOf = (resource: string, code: string) => exactOnline.rows(resource).find(({ Code }) => Code === code)?.ID;
  return {
    ...{ Customer: accountId(1), Journal: '70', EntryDate: '2026-03-01T00:00:00', Status: 50, Type: 20 },
    ...{
      ReportingYear: 2026,
      ReportingPeriod: 3,
      YourRef: '2026-0101',
      PaymentCondition: '30',
      Description: 'Verkoop',
    },
    ...{ AmountDC: 121, AmountFC: 121, VATAmountDC: 21, VATAmountFC: 21 },
    SalesEntryLines: [
      {
        ...{ GLAccount: idOf('GLAccounts', '8000'), Description: 'Koffie', VATCode: '2' },
        ...{ AmountFC: 100, AmountDC: 100, VATAmountFC: 21, VATAmountDC: 21 },
      },
    ],
  };
}

/** A company with an invoice of Asperion, and an entry that a person typed for it: `more` is what is another in that. */
async function typed(more: object = {}, status = 3): Promise<Company> {
  const company = await Company.open({
    exactOnline: { Accounts: [account(1, { PaymentConditionSales: '30' })] },
    asperion: {
      debtors: [
        {
          ...{ customerNumber: '10001', characteristic5: 'EO-20001', name: 'Bakkerij 1', address: 'Dorpsstraat 1' },
          ...{ countryCode: 'NL', debtorKindId: 'company', paymentConditionId: 1 },
        },
      ],
      salesinvoiceswithlines: [{ ...invoice, status }],
    },
  });
  company.exactOnline.insert('SalesEntries', { ...entryIn(company), ...more });
  return company;
}

const booked = ({ asperion }: Company) =>
  asperion.rows('salesinvoiceswithlines').map(({ invoiceNumber }) => invoiceNumber);

async function lettersOf(company: Company, mappings = flows()) {
  const ended = await company.run(mappings);
  return [HOME, ENTRIES].map((flow) => ended[flow]?.letters.map(({ code }) => code));
}

const pinned = (links: string): Mappings => flows({ 'links.yml': links });
const OTHER_DAY = { EntryDate: '2026-03-02T00:00:00' };

describe('an entry that a person typed for an invoice of the other system', () => {
  it('is not booked back while the invoice waits, and is a copy once it is linked', async () => {
    await using company = await typed(OTHER_DAY);
    const ended = await company.run(flows());
    expect(ended[HOME]?.letters).toMatchObject([{ code: 'DIFFERS', reference: '2026-0101' }]);
    expect(ended[ENTRIES]?.letters.map(({ code, reason }) => [code, reason])).toEqual([
      [
        'BOOKED_TWICE',
        `1 may be 2026-0101 of Asperion, which ${HOME} has not brought across: it waits there, or is skipped. If it is, write "1": skip below "${ENTRIES}" in links.yml. If it is a sale of its own, write "1": new there.`,
      ],
    ]);
    company.wait(30);
    expect(await lettersOf(company)).toEqual([['DIFFERS'], ['BOOKED_TWICE']]);
    const [entry] = company.exactOnline.rows('SalesEntries');
    company.exactOnline.update('SalesEntries', String(entry?.EntryID), { EntryDate: '2026-03-01T00:00:00' });
    company.wait(30);
    expect(await lettersOf(company)).toEqual([[], []]);
    expect(booked(company)).toEqual(['2026-0101']);
  });

  it.each([
    ['waits by a check', 9, flows(), ['CHECK_FAILED']],
    ['is pinned as skip', 3, pinned(`${HOME}: { "2026-0101": skip }`), []],
  ])('is not booked back if the invoice %s', async (_, status, mappings, waiting) => {
    await using company = await typed({}, status);
    expect(await lettersOf(company, mappings)).toEqual([waiting, ['BOOKED_TWICE']]);
    expect(booked(company)).toEqual(['2026-0101']);
  });

  it('is not booked back if there are two of them', async () => {
    await using company = await typed();
    company.exactOnline.insert('SalesEntries', entryIn(company));
    expect(await lettersOf(company)).toEqual([['AMBIGUOUS'], ['BOOKED_TWICE', 'BOOKED_TWICE']]);
  });

  it('is not booked back while the flow that would link it waits for a plan', async () => {
    await using company = await typed();
    for (const invoiceNumber of ['2026-0102', '2026-0103'])
      company.asperion.insert('salesinvoiceswithlines', { ...invoice, invoiceNumber });
    const guarded = flows({ [`${HOME}.yml`]: 'extends: shipped\nguard: { maxCreates: 1 }\n' });
    for (let run = 0; run < 2; run += 1) {
      const ended = await company.run(guarded);
      expect([ended[HOME]?.error?.code, ended[ENTRIES]?.rest]).toMatchObject(['GUARD_EXCEEDED', { reason: 'guard' }]);
      company.wait(30);
    }
    expect(await lettersOf(company)).toEqual([[], []]);
    expect(booked(company)).toEqual(['2026-0101', '2026-0102', '2026-0103']);
  });

  it.each([
    ['new', ['2026-0101', 'EO-S1']],
    ['skip', ['2026-0101']],
  ])('is what a person says in links.yml: %s', async (word, numbers) => {
    await using company = await typed(OTHER_DAY);
    await company.run(flows());
    expect(await lettersOf(company, pinned(`${ENTRIES}: { "1": ${word} }`))).toEqual([['DIFFERS'], []]);
    expect(booked(company)).toEqual(numbers);
  });

  it('is a sale of its own under any other number', async () => {
    await using company = await typed({ ...OTHER_DAY, YourRef: 'PO 2026-0101' });
    expect(await lettersOf(company, pinned(`${HOME}: { "2026-0101": skip }`))).toEqual([[], []]);
    expect(booked(company)).toEqual(['2026-0101', 'EO-S1']);
  });
});

describe('an invoice that a person typed in Asperion for one of Exact Online', () => {
  it('does not go there as a new one while its original waits', async () => {
    const both = compile({ 'orders.yml': orders({}), 'entries.yml': salesEntries({}) });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] },
      asperion: { salesinvoiceswithlines: [{ ...invoice, invoiceNumber: '1' }] },
    });
    const ended = await company.run(both);
    expect(ended.orders?.letters).toMatchObject([{ code: 'DIFFERS' }]);
    expect(ended.entries?.letters).toMatchObject([{ code: 'BOOKED_TWICE', reference: '1' }]);
    expect(company.exactOnline.rows('SalesEntries')).toEqual([]);
  });

  it('nor while an order waits with it, whose number is another one', async () => {
    const sold = 'orders.exact-online-to-asperion';
    const one = shipped(sold, (text) => text);
    await using company = await openSold();
    await company.run(compile(one));
    const { asperion, exactOnline } = company;
    const [booked] = asperion
      .rows('salesinvoiceswithlines')
      .filter(({ invoiceNumber }) => /^EO-\d/.test(String(invoiceNumber)));
    const typed = { invoiceNumber: String(booked?.invoiceNumber).slice(3), date: '2026-05-05T00:00:00', status: 3 };
    asperion.update('salesinvoiceswithlines', booked?.id ?? null, typed);
    company.forget();
    // The second run does not try the order once more.
    await company.run(compile(one));
    const home = shipped(HOME, (text) => text.replace('enabled: false', 'enabled: true'));
    const ended = await company.run(compile({ ...one, ...home }));
    expect(ended[sold]?.letters).toContainEqual(expect.objectContaining({ code: 'DIFFERS', attempts: 1 }));
    expect(ended[HOME]?.letters).toMatchObject([{ code: 'BOOKED_TWICE', reference: typed.invoiceNumber }]);
    expect(exactOnline.rows('SalesEntries')).toEqual([]);
  });
});

describe('an invoice of Asperion, and flows of sales invoices', () => {
  const OUT = 'invoices.exact-online-to-asperion';
  const ORDERS = 'orders.exact-online-to-asperion';
  const on = (flow: string) => shipped(flow, (text) => text.replace('enabled: false', 'enabled: true'));
  const numbered = ({ asperion }: Company, number: string) =>
    asperion.rows('salesinvoiceswithlines').find(({ invoiceNumber }) => invoiceNumber === number);

  it('is recognised as that of a printed invoice before it goes there, also in the first run', async () => {
    await using company = await openSold();
    await company.run(compile(on(OUT)));
    const typedFor = numbered(company, 'EO-26000008')?.id ?? null;
    company.asperion.update('salesinvoiceswithlines', typedFor, { invoiceNumber: '26000008', status: 3 });
    company.forget();
    company.wait(2);
    const before = company.exactOnline.rows('SalesEntries').length;
    expect((await company.run(compile({ ...on(OUT), ...on(HOME) })))[OUT]?.letters).toEqual([]);
    expect(company.exactOnline.rows('SalesEntries')).toHaveLength(before);
  });

  it('is none of an order with its number, whose delivery has a number of its own', async () => {
    await using company = await openSold();
    const both = compile({ ...on(ORDERS), ...on(HOME), 'links.yml': `${ORDERS}:\n  "26022": skip\n` });
    await company.run(both);
    const { id: _, ...sale } = company.asperion.rows('salesinvoiceswithlines')[0] ?? {};
    company.asperion.insert('salesinvoiceswithlines', {
      ...{ ...sale, invoiceNumber: '26022', status: 3, date: '2026-11-03T00:00:00', bookperiod: 11 },
    });
    company.wait(2);
    expect((await company.run(both))[HOME]?.letters.map(({ code }) => code)).not.toContain('BOOKED_TWICE');
  });
});
