import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../../src/mapping/expressions/parse.ts';
import { conjunctTexts } from '../../../src/mapping/flow/where.ts';
import { Company, compile } from '../../support/engine.ts';
import { account, accountId, order, orders } from '../../support/samples.ts';

/** What `where` leaves out, counted, in runs over both systems. */

const sales = [
  order(1, 1),
  order(2, 3, { Currency: 'USD' }),
  order(3, 3, { Currency: 'USD', Status: 12 }),
  order(4, 1, { Status: 12 }),
  order(5, 2),
];
const given = {
  exactOnline: { Accounts: [account(1), account(2, { Country: 'BE' }), account(3)], SalesOrders: sales },
};

const withWhere = (where: string): string => orders({ where: `\n${where.replace(/^/gm, '  ')}` });

describe('a condition with words', () => {
  it('counts a record under the words of the first condition that is not true', async () => {
    await using company = await Company.open(given);
    const flow = withWhere('in another currency: Currency == "EUR"\nnot completed: Status == 21');
    const { leftOut } = (await company.run(compile({ 'orders.yml': flow }))).orders ?? {};
    expect(leftOut).toEqual(['2 in another currency', '1 not completed']);
    expect(company.asperion.rows('salesinvoiceswithlines')).toHaveLength(2);
  });

  it('is checked last on related records when it stands last, and only what is left is looked up', async () => {
    await using company = await Company.open(given);
    const flow = withWhere('in another currency: Currency == "EUR"\nfor Belgium: customer.Country == "NL"');
    const asked: string[] = [];
    const { leftOut } =
      (
        await company.run(compile({ 'orders.yml': flow }), {
          underway: (request) => {
            if (request.url.includes('Accounts')) asked.push(decodeURIComponent(request.url));
            return request;
          },
        })
      ).orders ?? {};
    expect(leftOut).toEqual(['2 in another currency', '1 for Belgium']);
    expect(asked.join()).toContain(accountId(2));
    expect(asked.join()).not.toContain(accountId(3));
  });

  it('counts nothing when all records take part, and only those that came by', async () => {
    await using company = await Company.open(given);
    const flow = compile({ 'orders.yml': withWhere('not completed: Status == 21') });
    expect((await company.run(flow)).orders?.leftOut).toEqual(['2 not completed']);
    expect((await company.run(flow)).orders?.leftOut).toEqual([]);
  });

  it('drops the dead letter of a record that it leaves out by now', async () => {
    await using company = await Company.open(given);
    const check = `checks: [{ when: OrderNumber == 1, says: '"No."' }]\nwhere:`;
    const waiting = withWhere('not completed: Status == 21').replace('where:', check);
    await company.run(compile({ 'orders.yml': waiting }));
    const narrow = waiting.replace('  not completed', '  the first: OrderNumber > 1\n  not completed');
    const { letters, leftOut } = (await company.run(compile({ 'orders.yml': narrow }))).orders ?? {};
    expect(letters).toEqual([]);
    expect(leftOut).toEqual(['1 the first']);
  });
});

describe('a condition without words', () => {
  it('counts a record under its part that is not true', async () => {
    await using company = await Company.open(given);
    const flow = orders({ where: 'Currency == "EUR" && (Status == 21 || Status == 20)' });
    const { leftOut } = (await company.run(compile({ 'orders.yml': flow }))).orders ?? {};
    expect(leftOut).toEqual(['2 Currency == "EUR"', '1 (Status == 21 || Status == 20)']);
  });

  it.each([
    ['a == 1 && b == "x && y" && f(c && d)', ['a == 1', 'b == "x && y"', 'f(c && d)']],
    ['a && b || c', ['a && b || c']],
    ['(a && b)', ['a', 'b']],
    ['(a && (b)) && c || d', ['(a && (b)) && c || d']],
    ['((a) && b == ")" && (c)) && (d || e)', ['(a)', 'b == ")"', '(c)', '(d || e)']],
    ['a && ((b) == c && !(d))', ['a', '(b) == c', '!(d)']],
    [' Status == 21 ', ['Status == 21']],
    [`a == 'it\\'s && b' && c`, [`a == 'it\\'s && b'`, 'c']],
  ])('%s has the parts that must all be true', (text, parts) => {
    const root = parseExpression(text, () => {});
    expect(root === null ? null : conjunctTexts(text, root)).toEqual(parts);
  });
});
