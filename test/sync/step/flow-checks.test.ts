import { describe, expect, it } from 'vitest';
import { causeId } from '../../../src/report/run/causes.ts';
import { ofEach } from '../../../src/report/run/of-each.ts';
import { Company, compile } from '../../support/engine.ts';
import { account, accountId, customers, order, orders } from '../../support/samples.ts';

/** The checks of a flow and of its steps, in runs over both systems. */

const withChecks = (...checks: readonly string[]): string =>
  orders({}).replace('where:', `checks:\n${checks.map((check) => `  - ${check}`).join('\n')}\nwhere:`);

const ofInvoice = (check: string): string =>
  orders({}).replace('    match: [invoiceNumber]', `    match: [invoiceNumber]\n    checks:\n      - ${check}`);

const given = {
  exactOnline: {
    Accounts: [account(1), account(2, { Name: 'Mila de Graaf', Country: 'BE' })],
    SalesOrders: [order(1, 1), order(2, 2)],
  },
};

/** What to do about an order if a check does not say it. */
const general = (order: string): string =>
  `Correct it in the source or in a table. If all is right, book it by hand as EO-${order}, and write "${order}": skip below "orders" in links.yml.`;

const DOUBT = 'id: belgian, when: customer.Country == "BE", says: \'"Delivered to " + customer.Country + "."\'';

describe('checks of a flow', () => {
  it('let a record wait before anything of it is written, with the check and its line', async () => {
    await using company = await Company.open(given);
    const flow = compile({ 'orders.yml': withChecks(`{ ${DOUBT} }`) });
    const { letters, steps, told } = (await company.run(flow)).orders ?? {};
    expect(letters).toMatchObject([
      {
        reference: '2',
        code: 'CHECK_FAILED',
        reason: `Delivered to BE. ${general('2')}`,
        at: { file: 'mappings/orders.yml' },
      },
    ]);
    expect(letters?.[0]?.at?.line).toBe(7);
    expect(steps).toEqual({ debtor: { created: 1, failed: 1 }, invoice: { created: 1 } });
    expect(told).toEqual([]);
    expect(company.asperion.rows('debtors').map(({ name }) => name)).toEqual(['Bakkerij 1']);
  });

  it('do not ask for a second booking of what is booked already', async () => {
    await using company = await Company.open(given);
    await company.run(compile({ 'orders.yml': orders({}) }));
    company.exactOnline.update('SalesOrders', String(order(2, 2).OrderID), { Description: 'Anders' });
    const own = 'Correct it in the source or in a table.';
    for (const [flow, fix] of [
      [withChecks(`{ ${DOUBT} }`), own],
      [ofInvoice(`{ ${DOUBT} }`), own],
      [ofInvoice(`{ ${DOUBT}, fix: Correct the country. }`), 'Correct the country.'],
    ] as const) {
      const { letters } = (await company.run(compile({ 'orders.yml': flow }), { records: ['2'] })).orders ?? {};
      expect(letters).toMatchObject([
        {
          code: 'CHECK_FAILED',
          reason: `Delivered to BE. ${fix} It is booked already, as EO-2: if that booking is right, or once it is corrected by hand, write "2": skip below "orders" in links.yml.`,
        },
      ]);
    }
  });

  it('say the same of several records, each of which has a number and a line of its own', async () => {
    await using company = await Company.open(given);
    const flow = compile({ 'orders.yml': withChecks(`{ id: all, when: Currency == "EUR", says: '"Look at it."' }`) });
    const causes = async () => {
      const { letters = [] } = (await company.run(flow)).orders ?? {};
      expect(letters).toHaveLength(2);
      const [one, other] = letters.map(({ reason }) => ({ reason, twice: `${reason} ${reason.split('table. ')[1]}` }));
      expect(causeId({ code: 'CHECK_FAILED', reason: one?.twice ?? '' })).toBe(
        causeId({ code: 'CHECK_FAILED', reason: other?.reason ?? '' }),
      );
      return new Set([one?.reason, other?.reason, one?.twice].map((reason = '') => ofEach(reason)));
    };
    const own = 'Look at it. Correct it in the source or in a table.';
    expect(await causes()).toEqual(
      new Set([
        `${own} If all is right, book each by hand under the number that stands with its record, and skip it in links.yml.`,
      ]),
    );
    await company.run(compile({ 'orders.yml': orders({}) }));
    for (const one of [order(1, 1), order(2, 2)])
      company.exactOnline.update('SalesOrders', String(one.OrderID), { Description: 'Anders' });
    expect(await causes()).toEqual(
      new Set([
        `${own} They are booked already: if a booking is right, or once it is corrected by hand, skip its record in links.yml.`,
      ]),
    );
  });

  it('name no number where a record becomes no document', async () => {
    await using company = await Company.open(given);
    const check = `checks: [{ when: 'Country == "BE"', says: '"Belgian."' }]`;
    const { letters } = (await company.run(compile({ 'customers.yml': customers({ head: check }) }))).customers ?? {};
    expect(letters).toMatchObject([
      { reason: expect.stringMatching(/, book it by hand and pin the record as "skip" in links\.yml\.$/) },
    ]);
  });

  it('let it go once the doubt is gone', async () => {
    await using company = await Company.open(given);
    const flow = compile({ 'orders.yml': withChecks(`{ ${DOUBT} }`) });
    await company.run(flow);
    company.exactOnline.update('Accounts', accountId(2), { Country: 'NL' });
    company.wait(2);
    expect((await company.run(flow)).orders).toMatchObject({ letters: [], steps: { invoice: { created: 1 } } });
  });

  it('let a record go on when they only report, and say so once', async () => {
    await using company = await Company.open(given);
    const flow = compile({ 'orders.yml': withChecks(`{ ${DOUBT}, then: tell }`) });
    const { letters, told } = (await company.run(flow)).orders ?? {};
    expect(letters).toEqual([]);
    expect(told).toEqual(['2 belgian: Delivered to BE.']);
    expect(company.asperion.rows('salesinvoiceswithlines')).toHaveLength(2);
    expect((await company.run(flow)).orders?.told).toEqual([]);
  });

  it('are named by their place without an id, those of a step with its id', async () => {
    const tells = (when: string): string => `{ when: ${when}, says: '"A word."', then: tell }`;
    await using company = await Company.open(given);
    const step = ofInvoice(tells('OrderNumber == 1'));
    const flow = step.replace(
      'where:',
      `checks:\n  - ${tells('OrderNumber == 9')}\n  - ${tells('OrderNumber == 2')}\nwhere:`,
    );
    const { told } = (await company.run(compile({ 'orders.yml': flow }))).orders ?? {};
    expect(told?.toSorted()).toEqual(['1 invoice-1: A word.', '2 2: A word.']);
  });

  it('look at each element of a list, and say each text once', async () => {
    const lines = [5, -1, -2, -1].map((Quantity) => ({ Description: 'Thee', Quantity, AmountFC: 1 }));
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1, { SalesOrderLines: lines })] },
    });
    const check = `{ each: SalesOrderLines, when: line.Quantity < 0, says: '"Quantity " + string(line.Quantity) + "."' }`;
    const { letters } = (await company.run(compile({ 'orders.yml': withChecks(check) }))).orders ?? {};
    expect(letters).toMatchObject([{ code: 'CHECK_FAILED', reason: `Quantity -1. Quantity -2. ${general('1')}` }]);
  });

  it('say once what to do, however many lines are in doubt', async () => {
    const lines = [1, 2, 3, 4, 5, 6, 7].map((Quantity) => ({ Description: 'Thee', Quantity, AmountFC: 1 }));
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)], SalesOrders: [order(1, 1, { SalesOrderLines: lines })] },
    });
    const check = `each: SalesOrderLines, says: '"Quantity " + string(line.Quantity)', fix: Count the boxes.`;
    const waits = compile({ 'orders.yml': withChecks(`{ ${check}, when: line.Quantity < 8 }`) });
    expect((await company.run(waits)).orders?.letters).toMatchObject([
      { reason: 'Quantity 1 Quantity 2 Quantity 3 Quantity 4 Quantity 5. And 2 more like these. Count the boxes.' },
    ]);
    company.wait(2);
    const tells = compile({ 'orders.yml': withChecks(`{ ${check}, when: line.Quantity < 2, then: tell }`) });
    expect((await company.run(tells)).orders?.told).toEqual(['1 1: Quantity 1 Count the boxes.']);
  });

  it('never show a personal value, wherever the text has it from', async () => {
    await using company = await Company.open(given);
    const check = `{ id: who, when: 'customer.Country == "BE"', says: '"For " + customer.Name + " of " + customer.AddressLine1', then: tell }`;
    const { told } = (await company.run(compile({ 'orders.yml': withChecks(check) }))).orders ?? {};
    expect(told).toEqual(['2 who: For {Name} of {AddressLine1}']);
  });

  it('do not fail over a record that a default stands in for', async () => {
    const text = orders({ debtor: 'default: { use: when-missing, customerNumber: "99999" }' }).replace(
      'where:',
      `checks:\n  - { when: 'customer.Country == "BE"', says: '"No."' }\nwhere:`,
    );
    await using company = await Company.open({
      exactOnline: { SalesOrders: [order(1, 7)] },
      asperion: {
        debtors: [{ customerNumber: '99999', name: 'Balie', address: 'Weg 9', debtorKindId: 'private' }],
      },
    });
    expect((await company.run(compile({ 'orders.yml': text }))).orders).toMatchObject({
      letters: [],
      steps: { invoice: { created: 1 } },
    });
  });
});

describe('checks of a step', () => {
  it('see the records of the steps before, and keep this step from writing', async () => {
    await using company = await Company.open(given);
    const check = `{ when: 'debtor.customerNumber == "10002"', says: '"Debtor " + debtor.customerNumber + "."' }`;
    const { letters, steps } = (await company.run(compile({ 'orders.yml': ofInvoice(check) }))).orders ?? {};
    expect(letters).toMatchObject([
      {
        reference: '2',
        code: 'CHECK_FAILED',
        step: 'invoice',
        reason: `Debtor 10002. ${general('2')}`,
        at: { line: 23 },
      },
    ]);
    expect(steps).toEqual({ debtor: { created: 2 }, invoice: { created: 1, failed: 1 } });
  });

  it('are not made for a record that the step leaves out', async () => {
    await using company = await Company.open(given);
    const flow = ofInvoice(`{ when: 'OrderNumber > 0', says: '"Never."' }`).replace(
      '    exists: skip',
      '    when: OrderNumber > 9\n    exists: skip',
    );
    expect((await company.run(compile({ 'orders.yml': flow }))).orders?.letters).toEqual([]);
  });

  it('report nothing of a record that another one lets wait', async () => {
    await using company = await Company.open(given);
    const tell = `{ id: all, when: 'OrderNumber > 0', says: '"An order."', then: tell }`;
    const flow = withChecks(tell).replace(
      '    match: [invoiceNumber]',
      `    match: [invoiceNumber]\n    checks: [{ when: OrderNumber == 2, says: '"No."' }]`,
    );
    const { told, letters } = (await company.run(compile({ 'orders.yml': flow }))).orders ?? {};
    expect(letters).toMatchObject([{ reference: '2', code: 'CHECK_FAILED' }]);
    expect(told).toEqual(['1 all: An order.']);
  });

  it('name themselves if a value in their sentence is empty', async () => {
    await using company = await Company.open(given);
    const check = `{ id: no-reference, when: 'OrderNumber == 2', says: '"The reference is " + YourRef + "."', fix: Fill it in. }`;
    const { letters } = (await company.run(compile({ 'orders.yml': withChecks(check) }))).orders ?? {};
    expect(letters).toMatchObject([
      { reason: 'The check "no-reference" has a doubt, but a value that its sentence names is empty. Fill it in.' },
    ]);
  });
});
