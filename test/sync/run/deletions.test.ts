import { describe, expect, it } from 'vitest';
import { guid } from '../../../sandbox/world/random.ts';
import { Company, compile } from '../../support/engine.ts';
import { account, accountId, accounts, customers, items } from '../../support/samples.ts';

const itemId = (number: number): string => guid(1, 'item', number);
const item = (number: number) => ({ ID: itemId(number), Code: `A${number}`, Description: `Koffie ${number}` });

/** Items become articles. */
const products = (head: string): string => `from: exact-online.logistics/Items
to: asperion
${head}
steps:
  - id: article
    resource: articles
    match: [articleNumber]
    update: true
    fields:
      articleNumber: Code
      description: Description
`;

const asked = ({ exactOnline }: Company): number =>
  exactOnline.requests.filter(({ path }) => path.endsWith('sync/Deleted')).length;

describe('a record that was deleted in the source', () => {
  it('is reported once with deleted: report, for one call a run, and its target stays', async () => {
    const flow = compile({ 'customers.yml': customers({ head: 'deleted: report' }) });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1), account(2)] } });
    await company.run(flow);
    const [debtor] = company.asperion.rows('debtors');
    company.exactOnline.remove('Accounts', accountId(1));
    const calls = asked(company);
    const { customers: told } = await company.run(flow);
    expect(told?.deleted).toEqual([
      {
        ...{ step: 'debtor', system: 'asperion', resource: 'debtors', target: String(debtor?.customerNumber) },
        ...{ outcome: 'stands', reason: null },
      },
    ]);
    expect(asked(company)).toBe(calls + 1);
    expect((await company.run(flow)).customers?.deleted).toEqual([]);
    expect(company.asperion.rows('debtors')).toHaveLength(2);
  });

  it.each([
    [40, null],
    [60, { from: '2026-03-02', until: '2026-03-03' }],
  ])('may be unknown once if the flow did not run for %i days: the log goes back two months', async (days, missed) => {
    const on = compile({ 'customers.yml': customers({ head: 'deleted: report' }) });
    const off = compile({ 'other.yml': customers({}) });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    await company.run(on);
    for (let day = 0; day < days; day += 20) {
      await company.run(off);
      company.wait(20 * 24);
    }
    expect((await company.run(on)).customers).toMatchObject({ error: null, missedDeletions: missed });
    expect((await company.run(on)).customers?.missedDeletions).toBeNull();
  });

  it.each(['report', 'ignore'])(
    'keeps its target from somebody else who is given its code, with deleted: %s',
    async (deleted) => {
      const flow = compile({ 'customers.yml': customers({ head: `deleted: ${deleted}` }) });
      await using company = await Company.open({ exactOnline: { Accounts: [account(1, { Name: 'Jansen Tuinen' })] } });
      await company.run(flow);
      company.exactOnline.remove('Accounts', accountId(1));
      await company.run(flow);
      const { Code } = account(1);
      company.exactOnline.insert('Accounts', account(2, { Code, Name: 'Zeilmakerij De Boer' }));
      for (let hours = 0; hours < 3; hours += 1) {
        expect((await company.run(flow)).customers?.letters).toMatchObject([{ code: 'AMBIGUOUS' }]);
        company.wait(25);
      }
      expect(company.asperion.rows('debtors')).toMatchObject([{ name: 'Jansen Tuinen' }]);
    },
  );

  it('leaves its target to a record of its code and its name, which is the same customer again', async () => {
    const flow = compile({ 'customers.yml': customers({ head: 'deleted: report', fields: 'city: City' }) });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { Name: 'Jansen Tuinen' })] } });
    await company.run(flow);
    company.exactOnline.remove('Accounts', accountId(1));
    await company.run(flow);
    const { Code } = account(1);
    company.exactOnline.insert('Accounts', account(2, { Code, Name: 'Jansen Tuinen B.V.', City: 'Veere' }));
    expect((await company.run(flow)).customers?.steps.debtor).toEqual({ updated: 1 });
    company.exactOnline.update('Accounts', accountId(2), { Name: 'Tuincentrum Veere' });
    expect((await company.run(flow)).customers?.steps.debtor).toEqual({ updated: 1 });
    expect(company.asperion.rows('debtors')).toMatchObject([{ name: 'Tuincentrum Veere', city: 'Veere' }]);
  });

  it('asks nothing and says nothing when deletions are ignored', async () => {
    const flow = compile({ 'customers.yml': customers({}) });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    await company.run(flow);
    company.exactOnline.remove('Accounts', accountId(1));
    expect((await company.run(flow)).customers?.deleted).toEqual([]);
    expect(asked(company)).toBe(0);
  });

  it('puts an article out of use with deleted: deactivate; a new record of that code revives it', async () => {
    const flow = compile({ 'products.yml': products('deleted: deactivate') });
    await using company = await Company.open({ exactOnline: { Items: [item(1), item(2)] } });
    await company.run(flow);
    company.exactOnline.remove('Items', itemId(1));
    expect((await company.run(flow)).products?.deleted).toMatchObject([{ target: 'A1', outcome: 'deactivated' }]);
    expect(company.asperion.rows('articles').map((row) => row.activeState)).toEqual(['Inactive', 'Active']);
    expect((await company.run(flow)).products?.deleted).toEqual([]);
    company.exactOnline.insert('Items', { ...item(3), Code: 'A1' });
    await company.run(flow);
    expect(company.asperion.rows('articles')).toHaveLength(2);
  });

  it('leaves the article of an item that a person skips in use, also with deleted: deactivate', async () => {
    const text = { 'products.yml': products('deleted: deactivate') };
    const skip = compile({ ...text, 'links.yml': 'products: { "A1": skip }\n' });
    await using company = await Company.open({ exactOnline: { Items: [item(1), item(2)] } });
    await company.run(compile(text));
    company.exactOnline.update('Items', itemId(1), { Description: 'Thee' });
    await company.run(skip);
    company.exactOnline.remove('Items', itemId(1));
    expect((await company.run(skip)).products?.deleted).toMatchObject([{ target: 'A1', outcome: 'stands' }]);
    expect(company.asperion.rows('articles').map((row) => row.activeState)).toEqual(['Active', 'Active']);
  });

  it('is reported though the place in the log is not known: it is read from its beginning', async () => {
    await using company = await Company.open({ exactOnline: { Items: [item(1), item(2)] } });
    const ignoring = compile({ 'products.yml': products('') });
    await company.run(ignoring);
    company.exactOnline.remove('Items', itemId(1));
    await company.run(ignoring);
    expect(company.progress.flows.products?.deletions).toBeUndefined();
    const { products: told } = await company.run(compile({ 'products.yml': products('deleted: deactivate') }));
    expect(told?.deleted).toMatchObject([{ target: 'A1', outcome: 'deactivated' }]);
  });

  it('counts as an update for the guard; beyond the limit nothing is written', async () => {
    const flow = compile({ 'products.yml': products('deleted: deactivate\nguard: { maxUpdates: 1 }') });
    await using company = await Company.open({ exactOnline: { Items: [item(1), item(2), item(3)] } });
    await company.run(flow);
    company.exactOnline.remove('Items', itemId(1));
    company.exactOnline.remove('Items', itemId(2));
    const { products: stopped } = await company.run(flow);
    expect(stopped?.error?.code).toBe('GUARD_EXCEEDED');
    expect(company.asperion.rows('articles').every((row) => row.activeState === 'Active')).toBe(true);
    const raised = compile({ 'products.yml': products('deleted: deactivate\nguard: { maxUpdates: 2 }') });
    expect((await company.run(raised)).products?.deleted).toHaveLength(2);
  });

  it('is a part of what a person approves: after another deletion, nothing is put out of use', async () => {
    const flow = compile({ 'products.yml': products('deleted: deactivate\nguard: { maxUpdates: 0 }') });
    await using company = await Company.open({ exactOnline: { Items: [item(1), item(2)] } });
    await company.run(flow);
    company.exactOnline.remove('Items', itemId(1));
    const hint = (await company.run(flow)).products?.error?.hint ?? '';
    const [, approve = ''] = /approve: (\S+?)`/.exec(hint) ?? [];
    company.exactOnline.remove('Items', itemId(2));
    const { products: other } = await company.run(flow, { approve: [approve] });
    expect(other?.error?.code).toBe('NOT_APPROVED');
    expect(company.asperion.rows('articles').every((row) => row.activeState === 'Active')).toBe(true);
    const [, now = ''] = /approve: (\S+?)`/.exec(other?.error?.hint ?? '') ?? [];
    expect((await company.run(flow, { approve: [now] })).products?.deleted).toHaveLength(2);
  });

  it('is done when its target is gone as well', async () => {
    const flow = compile({ 'products.yml': products('deleted: deactivate') });
    await using company = await Company.open({ exactOnline: { Items: [item(1)] } });
    await company.run(flow);
    company.exactOnline.remove('Items', itemId(1));
    company.asperion.remove('articles', company.asperion.rows('articles')[0]?.id ?? null);
    expect((await company.run(flow)).products?.deleted).toMatchObject([{ target: 'A1', outcome: 'deactivated' }]);
    expect((await company.run(flow)).products?.deleted).toEqual([]);
  });

  it('leaves its debtor free for the customer in its place, once the flow back is gone', async () => {
    const forth = { 'customers.forth.yml': customers({ head: 'deleted: report' }) };
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    const both = compile({ ...forth, 'customers.back.yml': accounts() });
    await company.run(both);
    await company.run(both);
    const alone = compile(forth);
    company.exactOnline.remove('Accounts', accountId(1));
    await company.run(alone);
    company.exactOnline.insert('Accounts', { ...account(1), ID: accountId(2) });
    company.wait(1);
    expect((await company.run(alone))['customers.forth']?.letters).toEqual([]);
    expect(company.asperion.rows('debtors')).toHaveLength(1);
  });

  it('is tried again when the target refuses', async () => {
    const flow = compile({ 'products.yml': products('deleted: deactivate') });
    await using company = await Company.open({ exactOnline: { Items: [item(1)] } });
    await company.run(flow);
    company.exactOnline.remove('Items', itemId(1));
    const refused = await company.run(flow, {
      underway: (request) => (request.kind === 'write' ? { ...request, body: '{' } : request),
    });
    expect(refused.products?.deleted).toMatchObject([{ target: 'A1', outcome: 'refused' }]);
    expect((await company.run(flow)).products?.deleted).toMatchObject([{ target: 'A1', outcome: 'deactivated' }]);
  });

  it('waits for the next run where the limit is reached', async () => {
    const flow = (limit = '') => compile({ 'products.yml': products(`deleted: deactivate\n${limit}`) });
    await using company = await Company.open({ exactOnline: { Items: [item(1), item(2), item(3)] } });
    await company.run(flow());
    for (const one of [1, 2]) company.exactOnline.remove('Items', itemId(one));
    company.exactOnline.update('Items', itemId(3), { Description: 'Thee' });
    const outOfUse: number[] = [];
    for (let run = 0; run < 4; run += 1) {
      await company.run(flow('limit: 1'));
      company.wait(1);
      outOfUse.push(company.asperion.rows('articles').filter(({ activeState }) => activeState === 'Inactive').length);
    }
    expect(outOfUse).toEqual([0, 1, 2, 2]);
  });

  it('is noticed after row versions started afresh', async () => {
    const flow = compile({ 'customers.yml': customers({ head: 'deleted: report' }) });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1), account(2)] } });
    await company.run(flow);
    company.exactOnline.remove('Accounts', accountId(1));
    company.exactOnline.moveDivision();
    await company.run(flow);
    company.exactOnline.remove('Accounts', accountId(2));
    const told = [
      (await company.run(flow)).customers?.deleted ?? [],
      (await company.run(flow)).customers?.deleted ?? [],
    ];
    expect(told.flat()).toHaveLength(1);
  });

  it('does not come back through a flow in the other direction', async () => {
    const flows = compile({
      'customers.forth.yml': customers({ head: 'deleted: report' }),
      'customers.back.yml': accounts(),
    });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    await company.run(flows);
    await company.run(flows);
    company.exactOnline.remove('Accounts', accountId(1));
    for (let run = 0; run < 3; run++) {
      company.wait(25);
      await company.run(flows);
    }
    expect(company.exactOnline.rows('Accounts')).toHaveLength(0);
  });

  it('waits for a person when its debtor changes afterwards, also where a field is only filled', async () => {
    const flows = compile({
      'customers.forth.yml': customers({ head: 'deleted: report' }),
      'customers.back.yml': accounts('', 'City: { expr: city, write: empty }'),
    });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    await company.run(flows);
    await company.run(flows);
    company.exactOnline.remove('Accounts', accountId(1));
    company.wait(25);
    await company.run(flows);
    expect(company.exactOnline.rows('Accounts')).toHaveLength(0);
    const [{ id = null } = {}] = company.asperion.rows('debtors');
    company.asperion.update('debtors', Number(id), { name: 'Another name' });
    company.wait(25);
    const outcomes = await company.run(flows);
    expect(outcomes['customers.back']?.letters).toMatchObject([{ code: 'TARGET_GONE' }]);
    expect(company.exactOnline.rows('Accounts')).toHaveLength(0);
  });

  it('is not made again because its article was put out of use', async () => {
    const flows = compile({
      'products.forth.yml': products('deleted: deactivate'),
      'products.back.yml': items('', `EndDate: 'activeState == "Inactive" ? date("2026-03-01") : null'`),
    });
    await using company = await Company.open({ exactOnline: { Items: [item(1)] } });
    await company.run(flows);
    await company.run(flows);
    company.exactOnline.remove('Items', itemId(1));
    for (let run = 0; run < 3; run++) {
      company.wait(25);
      await company.run(flows);
    }
    expect(company.exactOnline.rows('Items')).toHaveLength(0);
    const [{ id = null } = {}] = company.asperion.rows('articles');
    company.asperion.update('articles', id, { activeState: 'Active' });
    company.wait(1);
    await company.run(flows);
    expect(company.exactOnline.rows('Items')).toMatchObject([{ Code: 'A1' }]);
  });
});
