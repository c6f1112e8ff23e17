import { expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, accountId, customers } from '../../support/samples.ts';

/** A change that was sent, not answered, and stored later than anybody waited for it. */

const late = { act: 'store-late', storeAfterMs: 600_000, method: 'PUT', path: /debtors/, times: 2 } as const;
const flow = compile({
  'customers.yml': customers({ head: `checks: [{ id: country, when: Country == "XX", says: '"Nowhere."' }]` }),
});
const names = ({ asperion }: Company) => asperion.rows('debtors').map(({ name }) => name);

/** A customer whose new name was sent twice in vain, and whose old one is back before the next run. */
async function renamedInVain(more = {}): Promise<Company> {
  const company = await Company.open({ exactOnline: { Accounts: [account(1), account(2)] } });
  await company.run(flow);
  company.exactOnline.update('Accounts', accountId(1), { Name: 'Bakkerij de Kade' });
  company.asperion.faults.add(late);
  const { letters } = (await company.run(flow)).customers ?? {};
  expect(letters).toMatchObject([{ code: 'WRITE_UNCLEAR' }]);
  company.wait(0.5);
  company.exactOnline.update('Accounts', accountId(1), { Name: 'Bakkerij 1', ...more });
  return company;
}

it('compares a record in full when the feed brings it after a change whose outcome is open', async () => {
  await using company = await renamedInVain();
  expect((await company.run(flow)).customers).toMatchObject({ letters: [], steps: { debtor: { updated: 1 } } });
  expect(names(company)).toEqual(['Bakkerij 1', 'Bakkerij 2']);
});

it('still compares it in full when it failed for another reason in between', async () => {
  await using company = await renamedInVain({ Country: 'XX' });
  expect((await company.run(flow)).customers?.letters).toMatchObject([{ code: 'CHECK_FAILED' }]);
  company.exactOnline.update('Accounts', accountId(1), { Country: 'NL' });
  company.exactOnline.update('Accounts', accountId(2), { Name: 'Winkel 2' });
  await company.run(flow);
  expect(names(company)).toEqual(['Bakkerij 1', 'Winkel 2']);
});

it('compares a record in full until it succeeds, after a lost run and a failed one', async () => {
  await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
  await company.run(flow);
  company.exactOnline.update('Accounts', accountId(1), { Name: 'Bakkerij de Kade' });
  await company.run(flow, { isLost: true });
  company.exactOnline.update('Accounts', accountId(1), { Name: 'Bakkerij 1' });
  company.asperion.faults.add({ act: 'status', status: 400, method: 'PUT', path: /debtors/ });
  expect((await company.run(flow)).customers?.letters).toMatchObject([{ code: 'REFUSED' }]);
  company.wait(2);
  expect((await company.run(flow)).customers?.letters).toEqual([]);
  expect(names(company)).toEqual(['Bakkerij 1']);
});
