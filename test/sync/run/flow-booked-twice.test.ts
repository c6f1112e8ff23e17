import { describe, expect, it } from 'vitest';
import { refuseTogether, togetherProblems } from '../../../src/commands/select-flows.ts';
import { ConfigErrors } from '../../../src/errors/errors.ts';
import { Company, compile } from '../../support/engine.ts';
import { account, customers, order, orders, shipped } from '../../support/samples.ts';

/** Two flows that book the same documents: refused when they are loaded, or told apart in runs over both systems. */

const OFF = 'enabled: false\n';
/** Flows that ship, all on. */
const shippedOn = (...flows: readonly string[]): Readonly<Record<string, string>> =>
  Object.assign({}, ...flows.map((flow) => shipped(flow, (text) => text.replace('enabled: false', 'enabled: true'))));
const problems = (files: Readonly<Record<string, string>>, wanted: readonly string[] | null = null) =>
  togetherProblems(compile(files), wanted).map(
    ({ code, message, at, hint }) => `${at?.file}:${at?.line} ${code} ${message} ${hint}`,
  );

/** A flow of invoices or entries whose step books them as invoices. */
const booking = (resource: string, lines: string): string =>
  orders({})
    .replace('salesorder/SalesOrders', resource)
    .replace('OrderedBy', resource.endsWith('Invoices') ? 'OrderedBy' : 'Customer')
    .replace('where: Status == 21', '')
    .replaceAll('OrderNumber', resource.endsWith('Invoices') ? 'InvoiceNumber' : 'EntryNumber')
    .replaceAll('OrderDate', resource.endsWith('Invoices') ? 'InvoiceDate' : 'EntryDate')
    .replaceAll('SalesOrderLines', lines);

describe('two flows that book the same records', () => {
  it('are refused with both files and lines, and with what to do', () => {
    expect(problems({ 'orders.yml': orders({}), 'orders-copy.yml': orders({}) })).toEqual([
      'mappings/orders.yml:19 BOOKED_TWICE The flow orders books salesorder/SalesOrders in Asperion, and so does orders-copy (mappings/orders-copy.yml:19). Turn one of them off (take it out of "flows" in settings.yml, or write enabled: false in a flow of your own), or "disjoint: WORD" with the same word in both when no record meets the conditions of both.',
    ]);
  });

  it('are refused when they take documents both ways without a prefix: a lost state doubles', () => {
    const entries = `from: asperion.salesinvoiceswithlines
to: exact-online
steps:
  - id: entry
    resource: salesentry/SalesEntries
    match: [YourRef]
    exists: verify
    fields:
      YourRef: invoiceNumber
      EntryDate: date
      Customer: { value: 00000000-0000-0000-0000-000000000001 }
      Journal: { value: "70" }
    lines:
      each: lines
      fields: { AmountFC: line.amount, GLAccount: { value: 00000000-0000-0000-0000-000000000002 } }
`;
    const files = { 'orders.yml': orders({}), 'entries.yml': entries };
    expect(problems(files)).toEqual([]);
    const bare = { 'settings.yml': 'since: 2026-01-01\nexternalKeys: { prefix: "" }\n' };
    const refused = [
      'mappings/orders.yml:1 BOOKED_TWICE The flow orders takes documents to Asperion, entries (mappings/entries.yml:1) takes them the other way, and their numbers have no prefix: once links are lost, nothing tells that a document came from Asperion. Set a prefix under "values" in settings.yml before the first sync, such as EO-, or turn one of the two off (take it out of "flows").',
    ];
    expect(problems({ ...files, ...bare })).toEqual(refused);
    const proof = entries
      .replace('steps:', 'purpose: verify\nenabled: false\nsteps:')
      .replace('    exists: verify\n', '');
    expect(problems({ ...files, ...bare, 'entries.yml': proof })).toEqual([]);
    expect(problems({ ...files, ...bare, 'entries.yml': proof }, ['entries'])).toEqual([]);
    expect(problems({ ...bare, 'orders.yml': orders({}), 'customers.yml': customers({}) })).toEqual([]);
  });

  it('are refused when one is off and asked for by name', () => {
    const files = { 'orders.yml': orders({}), 'other.yml': `${OFF}${orders({})}` };
    expect(problems(files)).toEqual([]);
    expect(problems(files, ['other'])).toHaveLength(1);
    expect(() => refuseTogether(compile(files), ['other'])).toThrow(ConfigErrors);
  });

  it('are refused when the records of one become those of the other by themselves', () => {
    const files = {
      'invoices.yml': booking('salesinvoice/SalesInvoices', 'SalesInvoiceLines'),
      'entries.yml': booking('salesentry/SalesEntries', 'SalesEntryLines'),
    };
    expect(problems(files)).toEqual([
      expect.stringContaining('The flow invoices books salesinvoice/SalesInvoices in Asperion, and so does entries'),
    ]);
    const disjoint = Object.fromEntries(
      Object.entries(files).map(([name, text]) => [
        name,
        text.replace('steps:', 'disjoint: x\nwhere: 1 < year(Created)\nsteps:'),
      ]),
    );
    expect(problems(disjoint)).toEqual([expect.stringContaining('cannot be told apart by conditions.')]);
  });

  it.each(['GoodsDeliveries', 'GoodsDeliveryLines'])(
    'are refused when one books orders or invoices, and the other what was delivered: %s',
    (name) => {
      const delivered = `from: exact-online.salesorder/${name}
to: asperion
with:
  lines: { resource: salesorder/GoodsDeliveryLines, by: EntryID, value: EntryID, many: true }
steps:
  - id: invoice
    resource: salesinvoiceswithlines
    match: [invoiceNumber]
    exists: verify
    fields:
      invoiceNumber: EntryID
      debtorCustomerNumber: { value: "10001" }
      date: DeliveryDate
      journalId: { value: "70" }
    lines:
      each: lines
      fields: { amount: { value: 10 }, vatCode: { value: VH }, ledgerAccountId: { value: 8000 } }
`;
      const refused = [expect.stringContaining('BOOKED_TWICE The flow ')];
      expect(problems({ 'delivered.yml': delivered, 'orders.yml': orders({}) })).toEqual(refused);
      const invoices = booking('salesinvoice/SalesInvoices', 'SalesInvoiceLines');
      expect(problems({ 'delivered.yml': delivered, 'invoices.yml': invoices })).toEqual(refused);
    },
  );

  it('are refused when one goes through lines of its documents, or lines as related records', () => {
    const lines = (each: string, relations = '') =>
      orders({ relations }).replace('    exists: skip', `    exists: skip\n    each: ${each}`);
    const related = 'ordered: { resource: salesorder/SalesOrderLines, by: OrderID, value: OrderID, many: true }';
    const refused = [expect.stringContaining('The flow orders books salesorder/SalesOrders in Asperion, and so does ')];
    expect(problems({ 'by-line.yml': lines('SalesOrderLines'), 'orders.yml': orders({}) })).toEqual(refused);
    expect(problems({ 'by-line.yml': lines('ordered', related), 'orders.yml': orders({}) })).toEqual(refused);
  });

  it('are allowed when they make one document: one reads invoices, one finds them by orders', () => {
    const flows = ['orders.exact-online-to-asperion', 'invoices.exact-online-to-asperion'];
    const shippedOf = (edit: (text: string) => string = (text) => text) =>
      Object.assign(
        {},
        ...flows.map((flow) => shipped(flow, (text) => edit(text.replace('enabled: false', 'enabled: true')))),
      );
    expect(problems(shippedOf())).toEqual([]);
    const renumbered = (text: string): string =>
      text.replace('externalKey(InvoiceNumber)', 'externalKey("F" + string(InvoiceNumber))');
    expect(problems(shippedOf(renumbered))).toEqual([expect.stringContaining(' BOOKED_TWICE ')]);
    const paid = shipped('paid-invoices.exact-online-to-asperion', (text) =>
      text.replace('enabled: false', 'enabled: true'),
    );
    expect(problems({ ...shippedOf(), ...paid })).toHaveLength(2);
  });

  it.each(['invoices', 'invoices-as-entries', 'paid-invoices', 'entries', 'entries-as-entries'])(
    'are refused when one bills orders and the other is %s: a processed draft is not found',
    (name) => {
      const together = (orders: string) =>
        problems(shippedOn(...[orders, name].map((flow) => `${flow}.exact-online-to-asperion`)));
      expect(together('orders-as-drafts')).toEqual([
        expect.stringMatching(/ books salesorder\/SalesOrders in Asperion, and so does .* cannot be told apart/),
      ]);
      // An order is no sale yet.
      expect(together('orders-as-orders')).toEqual([]);
    },
  );

  it('are refused when only the printed invoices of one come back as entries', () => {
    const entries = 'entries.exact-online-to-asperion';
    const invoices = 'invoices-as-invoices.asperion-to-exact-online';
    expect(problems(shippedOn(invoices, entries))).toEqual([
      expect.stringContaining(
        'makes salesinvoice/SalesInvoices in Exact Online, which become salesentry/SalesEntries there: entries.exact-online-to-asperion would book those in Asperion again.',
      ),
    ]);
    expect(problems(shippedOn('orders.asperion-to-exact-online', entries))).toEqual([]);
    expect(problems(shippedOn('invoices.asperion-to-exact-online', entries))).toEqual([]);
  });

  it.each(['invoices', 'invoices-as-invoices'])(
    'are refused when one makes orders and the other is %s, unless a person parts them',
    (name) => {
      const names = ['orders', name].map((flow) => `${flow}.asperion-to-exact-online`);
      expect(problems(shippedOn(...names))).toEqual([
        expect.stringContaining(
          `makes salesorder/SalesOrders in Exact Online, where they are invoiced, and ${names[1]} books salesinvoiceswithlines there: no number shows that one of those is of such an order, so its sale would be booked twice. Turn one of the two off`,
        ),
      ]);
      const apart = (word: string) =>
        names.map((flow, at) =>
          shipped(flow, (text) => text.replace('enabled: false', `disjoint: ${at === 0 ? 'web' : word}`)),
        );
      expect(problems(Object.assign({}, ...apart('web')))).toEqual([]);
      expect(problems(Object.assign({}, ...apart('shop')))).toHaveLength(1);
      // Nobody knows of invoices that Asperion makes of orders.
      expect(
        problems(shippedOn('orders-as-orders.exact-online-to-asperion', 'invoices.exact-online-to-asperion')),
      ).toEqual([]);
    },
  );

  it('are refused when one makes orders where the other counts stock, unless they are apart', () => {
    const names = ['orders-as-orders.exact-online-to-asperion', 'stock.asperion-to-exact-online'];
    expect(problems(shippedOn(...names))).toEqual([
      expect.stringContaining(
        'makes orders in Asperion, and stock.asperion-to-exact-online counts its stock in Exact Online: what Exact Online has delivered is in stock in Asperion until its order is delivered there too, and would be counted back. Turn one of the two off',
      ),
    ]);
    const apart = names.map((flow) => shipped(flow, (text) => text.replace('enabled: false', 'disjoint: delivered')));
    expect(problems(Object.assign({}, ...apart))).toEqual([]);
    expect(problems(shippedOn('orders.exact-online-to-asperion', 'stock.asperion-to-exact-online'))).toEqual([]);
  });

  it('are allowed when they share customers only', () => {
    expect(problems({ 'customers.yml': customers({}), 'customers2.yml': customers({}) })).toEqual([]);
    expect(problems({ 'orders.yml': orders({}), 'customers.yml': customers({}) })).toEqual([]);
  });
});

describe('a check of documents', () => {
  const OUT = 'exact-online-to-asperion';
  const BACK = 'asperion-to-exact-online';
  const checked = (check: string, ...flows: readonly string[]) => {
    const off = shipped(check, (text) => text);
    return problems({ ...shippedOn(...flows), ...off }, [check]).map((problem) => problem.split(' ')[1]);
  };

  it.each([
    [`reconcile-invoices.${OUT}`, `invoices-as-entries.${OUT}`],
    [`reconcile-invoices.${OUT}`, `entries-as-entries.${OUT}`],
    [`reconcile-invoices.${OUT}`, `orders-as-entries.${OUT}`],
    [`reconcile-orders.${OUT}`, `orders-as-entries.${OUT}`],
    [`reconcile-orders.${OUT}`, `orders-as-drafts.${OUT}`],
    [`reconcile-invoices.${BACK}`, `invoices-as-invoices.${BACK}`],
  ])('such as %s is refused if %s books them as another kind: all would be missing', (check, flow) => {
    expect(checked(check, flow)).toEqual(['VERIFIES_OTHERS']);
  });

  it.each([
    [`reconcile-invoices.${OUT}`, [`orders.${OUT}`]],
    [`reconcile-invoices.${OUT}`, [`entries.${OUT}`]],
    [`reconcile-invoices.${OUT}`, [`orders-as-orders.${OUT}`, `invoices.${OUT}`]],
    [`reconcile-orders.${OUT}`, [`orders.${OUT}`, `invoices.${OUT}`]],
    [`reconcile-orders.${OUT}`, [`invoices-as-entries.${OUT}`]],
    [`reconcile-orders.${BACK}`, [`orders.${OUT}`, `invoices.${BACK}`]],
    [`reconcile-invoices.${BACK}`, [`invoices.${BACK}`]],
  ])('such as %s is not, beside %j', (check, flows) => {
    expect(checked(check, ...flows)).toEqual([]);
  });
});

describe('two flows that are declared disjoint', () => {
  const flow = (where: string, disjoint = 'currency'): string => orders({ where: `${where}\ndisjoint: ${disjoint}` });
  const files = { 'orders.yml': flow('Currency == "EUR"'), 'orders-usd.yml': flow('Status == 21 && YourRef == null') };

  it('may both run when both have the same word', () => {
    expect(problems(files)).toEqual([]);
    expect(problems({ ...files, 'orders.yml': flow('Currency == "EUR"', 'another') })).toHaveLength(1);
    expect(problems({ ...files, 'orders.yml': orders({}) })).toHaveLength(1);
  });

  it('let a record wait that meets the conditions of both, and book the others once', async () => {
    await using company = await Company.open({
      exactOnline: {
        Accounts: [account(1)],
        SalesOrders: [order(1, 1), order(2, 1, { YourRef: 'A' }), order(3, 1, { Currency: 'USD' })],
      },
    });
    const outcome = await company.run(compile(files));
    const [ours, theirs] = [outcome.orders?.letters, outcome['orders-usd']?.letters];
    expect(ours).toMatchObject([
      {
        reference: '1',
        code: 'BOOKED_TWICE',
        reason:
          'It meets the conditions of orders and of orders-usd (mappings/orders-usd.yml:7), which are declared disjoint. Correct the conditions of one of the two flows: no record may meet those of both.',
        at: { file: 'mappings/orders.yml', line: 7 },
      },
    ]);
    expect(theirs).toMatchObject([{ reference: '1', code: 'BOOKED_TWICE' }]);
    expect(company.asperion.rows('salesinvoiceswithlines').map(({ invoiceNumber }) => invoiceNumber)).toEqual([
      'EO-2',
      'EO-3',
    ]);
  });

  it('book the record once one of the conditions is corrected', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1)] } });
    await company.run(compile(files));
    const corrected = { ...files, 'orders-usd.yml': flow('Currency == "USD"') };
    const outcome = await company.run(compile(corrected));
    expect([outcome.orders?.letters, outcome['orders-usd']?.letters]).toEqual([[], []]);
    expect(company.asperion.rows('salesinvoiceswithlines')).toHaveLength(1);
  });

  it('may write customers by two rules; a customer that meets both conditions waits in both', async () => {
    const flow = (where: string, city: string) =>
      customers({ head: `where: ${where}\ndisjoint: country`, fields: `city: ${city}` });
    const split = {
      'dutch.yml': flow('Country == "NL"', 'City'),
      'abroad.yml': flow('Country != "BE"', 'upper(City)'),
    };
    expect(problems(split)).toEqual([]);
    await using company = await Company.open({
      exactOnline: {
        Accounts: [
          account(1, { Country: 'NL', City: 'Gouda' }),
          account(2, { Country: 'BE', City: 'Gent' }),
          account(3, { Country: 'DE', City: 'Kleef' }),
        ],
      },
    });
    const outcome = await company.run(compile(split));
    expect([outcome.dutch?.letters, outcome.abroad?.letters]).toMatchObject([
      [{ code: 'BOOKED_TWICE' }],
      [{ code: 'BOOKED_TWICE' }],
    ]);
    expect(company.asperion.rows('debtors').map(({ city }) => city)).toEqual(['KLEEF']);
  });
});
