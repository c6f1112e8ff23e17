import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../../support/engine.ts';
import type { FlowOutcome } from '../../../support/flow-outcome.ts';
import { account, accountId, shipped } from '../../../support/samples.ts';

const THERE = 'customers.exact-online-to-asperion';
const HOME = 'customers.asperion-to-exact-online';
const asShipped = (text: string): string => text;
const flows = compile({ ...shipped(THERE, asShipped), ...shipped(HOME, asShipped) });

/** A company by its kind only, with a contact person that Exact Online does not know. */
const KAAS = {
  id: 1,
  customerNumber: '10201',
  name: 'Kaashandel Oost',
  address: 'Kade 1',
  countryCode: 'NL',
  attentionTo: 'Bo van Es',
  debtorKindId: 'company',
  paymentConditionId: 2,
};

const bakery = account(1, {
  Email: 'Info@Kroon.example',
  VATNumber: 'NL001234567B01',
  PaymentConditionSales: '08',
  Remarks: 'Belt graag',
});

/** Calls that wrote, as `exact-online PUT crm/Accounts`. */
async function writesOf(company: Company, act: () => Promise<unknown>): Promise<readonly string[]> {
  const seen = { exact: company.exactOnline.requests.length, asperion: company.asperion.requests.length };
  await act();
  const calls = [...company.exactOnline.requests.slice(seen.exact), ...company.asperion.requests.slice(seen.asperion)];
  return calls.filter(({ method, path }) => method !== 'GET' && !/token/.test(path)).map(({ body }) => String(body));
}

const letters = (run: Readonly<Record<string, FlowOutcome>>) =>
  Object.values(run).flatMap((flow) => flow.letters.map(({ code, reference }) => `${code} ${reference}`));

const kaas = (company: Company) =>
  company.asperion.rows('debtors').find(({ customerNumber }) => customerNumber === '10201');

describe('the shipped flows of customers, both at once from the first run', () => {
  it('make one of each, come to rest, and lose nothing that only one side can hold', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [bakery] }, asperion: { debtors: [KAAS] } });
    expect(letters(await company.run(flows))).toEqual([]);
    company.wait(1);
    await company.run(flows);
    for (let run = 0; run < 4; run += 1) {
      company.wait(9);
      expect(await writesOf(company, () => company.run(flows))).toEqual([]);
    }
    expect(company.exactOnline.rows('Accounts')).toHaveLength(2);
    expect(company.asperion.rows('debtors')).toHaveLength(2);
    expect(company.exactOnline.rows('Contacts')).toMatchObject([{ FirstName: 'Bo', LastName: 'van Es' }]);
    expect(kaas(company)).toMatchObject({ attentionTo: 'Bo van Es', debtorKindId: 'company' });
    // 8 days are 14 in Asperion, which do not come back as 14.
    expect(company.exactOnline.rows('Accounts').find(({ ID }) => ID === accountId(1))).toMatchObject({
      Email: 'Info@Kroon.example',
      PaymentConditionSales: '08',
    });
  });

  it('find everything again when the state is lost', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [bakery] }, asperion: { debtors: [KAAS] } });
    await company.run(flows);
    company.wait(1);
    await company.run(flows);
    company.forget();
    company.wait(1);
    await company.run(flows);
    expect(company.exactOnline.rows('Accounts')).toHaveLength(2);
    expect(company.exactOnline.rows('Contacts')).toHaveLength(1);
    expect(company.asperion.rows('debtors')).toHaveLength(2);
    expect(kaas(company)).toMatchObject({ attentionTo: 'Bo van Es', debtorKindId: 'company' });
  });

  it('leave a payment condition that shares its one with others, also without the state', async () => {
    const Accounts = ['08', '15'].map((PaymentConditionSales, index) =>
      account(index + 1, { PaymentConditionSales, VATNumber: `NL00123456${index}B01` }),
    );
    // 8 and 14 days are one condition there, and so are 15, 21 and 30.
    const debtors = [2, 1].map((paymentConditionId, index) => ({
      id: index + 1,
      customerNumber: `1020${index}`,
      name: Accounts[index]?.Name,
      address: 'Weg 9',
      vatNumber: `NL00123456${index}B01`,
      countryCode: 'NL',
      debtorKindId: 'company',
      paymentConditionId,
    }));
    await using company = await Company.open({ exactOnline: { Accounts }, asperion: { debtors } });
    const terms = () =>
      company.exactOnline.rows('Accounts').map(({ PaymentConditionSales }) => String(PaymentConditionSales));
    await company.run(flows);
    expect(terms()).toEqual(['08', '15']);
    company.forget();
    company.wait(1);
    await company.run(flows);
    expect(terms()).toEqual(['08', '15']);
    // Another condition in Asperion is a change, and arrives.
    company.wait(1);
    company.asperion.update('debtors', 2, { paymentConditionId: 3 });
    expect(letters(await company.run(flows))).toEqual([]);
    expect(terms()).toEqual(['08', '60']);
  });

  it('bring a payment condition across, though somebody edited another field of the debtor', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [bakery] } });
    await company.run(flows);
    company.wait(1);
    await company.run(flows);
    company.wait(1);
    const debtor = company.asperion.rows('debtors')[0];
    company.asperion.update('debtors', Number(debtor?.id), { phoneNumber: '020-1' });
    company.exactOnline.update('Accounts', accountId(1), { PaymentConditionSales: '60' });
    expect(letters(await company.run(flows))).toEqual([]);
    company.wait(1);
    await company.run(flows);
    expect(company.exactOnline.rows('Accounts')).toMatchObject([{ PaymentConditionSales: '60', Phone: '020-1' }]);
    expect(company.asperion.rows('debtors')).toMatchObject([{ paymentConditionId: 3, phoneNumber: '020-1' }]);
  });

  it('keep a contact person whom Exact Online did not take at first', async () => {
    await using company = await Company.open({ asperion: { debtors: [KAAS] } });
    company.exactOnline.faults.add({ method: 'POST', path: /crm\/Contacts$/, act: 'status', status: 400, times: 20 });
    await company.run(flows);
    expect(company.exactOnline.rows('Contacts')).toEqual([]);
    expect(kaas(company)).toMatchObject({ attentionTo: 'Bo van Es' });
    company.exactOnline.faults.clear();
    company.wait(26);
    await company.run(flows);
    expect(company.exactOnline.rows('Contacts')).toMatchObject([{ FullName: 'Bo van Es' }]);
    expect(kaas(company)).toMatchObject({ attentionTo: 'Bo van Es' });
  });
});
