import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../../src/http/transport.ts';
import { Company, compile, type Mappings } from '../../../support/engine.ts';
import { account, accountId } from '../../../support/samples.ts';
import { both, debtor, forth, held, letters, theDebtor, writes } from './both-directions.ts';

describe('winner', () => {
  const edited = async (flows: Mappings, name: string, otherName: string): Promise<Company> => {
    const company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    await company.run(flows);
    await company.run(flows);
    company.wait(1);
    company.exactOnline.update('Accounts', accountId(1), { Name: name });
    company.asperion.update('debtors', theDebtor(company), { name: otherName });
    return company;
  };

  it('source: what changed on both sides gets the value of the source whose flow runs first', async () => {
    const flows = both();
    await using company = await edited(flows, 'Kroon', 'Kade');
    await company.run(flows);
    expect(held(company)).toEqual({ accounts: [['Kade', null, null]], debtors: [['Kade', null, null]] });
  });

  it('a flow whose source wins runs before one that asks', async () => {
    const flows = both('', 'winner: dead-letter');
    await using company = await edited(flows, 'Kroon', 'Kade');
    expect(letters(await company.run(flows))).toEqual([]);
    expect(held(company)).toEqual({ accounts: [['Kroon', null, null]], debtors: [['Kroon', null, null]] });
  });

  it('dead-letter: both wait, nothing is written or told, and it ends when both are equal', async () => {
    const flows = both('winner: dead-letter', 'winner: dead-letter');
    await using company = await edited(flows, 'Kroon', 'Kade');
    writes(company);
    const run = await company.run(flows);
    expect(letters(run)).toEqual([
      'CONFLICT Since the last sync Name changed in the target as well as in the source.',
      'CONFLICT Since the last sync name changed in the target as well as in the source.',
    ]);
    company.wait(2);
    expect(letters(await company.run(flows))).toHaveLength(2);
    expect(writes(company)).toBe(0);
    // An edit of another field meanwhile is not lost while the record waits.
    company.asperion.update('debtors', theDebtor(company), { city: 'Gouda' });
    company.wait(5);
    await company.run(flows);
    expect(company.asperion.rows('debtors')[0]?.city).toBe('Gouda');
    company.asperion.update('debtors', theDebtor(company), { name: 'Kroon' });
    company.wait(25);
    await company.run(flows);
    company.wait(25);
    expect(letters(await company.run(flows))).toEqual([]);
    expect(held(company)).toEqual({ accounts: [['Kroon', 'Gouda', null]], debtors: [['Kroon', 'Gouda', null]] });
  });

  it('dead-letter: one flow alone notices as well, and edits of one side only pass', async () => {
    const flows = compile({ 'customers.forth.yml': forth('winner: dead-letter') });
    await using company = await edited(flows, 'Kroon', 'Kade');
    expect(letters(await company.run(flows))).toHaveLength(1);
    company.exactOnline.insert('Accounts', account(2));
    await company.run(flows);
    company.exactOnline.update('Accounts', accountId(2), { Name: 'Molen' });
    expect((await company.run(flows))['customers.forth']?.steps.debtor).toMatchObject({ updated: 1 });
  });
});

describe('an address of which each side changed another part', () => {
  /** The town moves in Exact Online, the street in Asperion. */
  const moved = async (flows: Mappings): Promise<Company> => {
    const company = await Company.open({ exactOnline: { Accounts: [account(1, { City: 'Edam' })] } });
    await company.run(flows);
    await company.run(flows);
    company.wait(1);
    company.exactOnline.update('Accounts', accountId(1), { City: 'Delft' });
    company.asperion.update('debtors', theDebtor(company), { address: 'Gracht 1' });
    return company;
  };
  const addresses = ({ exactOnline, asperion }: Company) => [
    ...exactOnline.rows('Accounts').map(({ AddressLine1, City }) => [AddressLine1, City]),
    ...asperion.rows('debtors').map(({ address, city }) => [address, city]),
  ];

  it('waits as a whole with a flow each way, and ends when both are equal', async () => {
    const flows = both('winner: dead-letter', 'winner: dead-letter');
    await using company = await moved(flows);
    const before = addresses(company);
    expect(letters(await company.run(flows))).toEqual([
      'CONFLICT Since the last sync AddressLine1, City changed in the target as well as in the source.',
      'CONFLICT Since the last sync address, city changed in the target as well as in the source.',
    ]);
    company.wait(25);
    expect(letters(await company.run(flows))).toHaveLength(2);
    expect(addresses(company)).toEqual(before);
    company.exactOnline.update('Accounts', accountId(1), { AddressLine1: 'Gracht 1' });
    company.asperion.update('debtors', theDebtor(company), { city: 'Delft' });
    company.wait(25);
    await company.run(flows);
    company.wait(25);
    expect(letters(await company.run(flows))).toEqual([]);
  });

  it('waits with one flow that asks, and is the one of the source with one whose source wins', async () => {
    const asking = compile({ 'customers.forth.yml': forth('winner: dead-letter') });
    await using waiting = await moved(asking);
    expect(letters(await waiting.run(asking))).toHaveLength(1);
    expect(addresses(waiting)[1]).toEqual(['Gracht 1', 'Edam']);
    const winning = compile({ 'customers.forth.yml': forth() });
    await using won = await moved(winning);
    expect(letters(await won.run(winning))).toEqual([]);
    expect(addresses(won)[1]).toEqual(['Dorpsstraat 1', 'Delft']);
  });
});

describe('a value that the target cuts', () => {
  /** Cuts the texts of one field in what is written to a system. */
  const cutting =
    (system: HttpRequest['system'], field: string) =>
    (request: HttpRequest): HttpRequest => {
      if (request.kind !== 'write' || request.system !== system || typeof request.body !== 'string') return request;
      const body = JSON.parse(request.body);
      return {
        ...request,
        body: JSON.stringify({ ...body, ...(field in body ? { [field]: body[field].slice(0, 9) } : {}) }),
      };
    };

  it.each([
    ['asperion', 'name'],
    ['exact-online', 'Name'],
  ] as const)('stays whole in its source, and costs no write: %s', async (system, field) => {
    const flows = both();
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { Email: 'info@kroon.example', City: 'Delft' })] },
      asperion: { debtors: [debtor(10_900, { emailAddress: 'w@winkel.example', city: 'Gouda' })] },
    });
    const underway = cutting(system, field);
    const source = () =>
      system === 'asperion' ? company.exactOnline.rows('Accounts') : company.asperion.rows('debtors');
    const names = () => source().map((row) => row.Name ?? row.name);
    for (let run = 0; run < 3; run += 1) {
      await company.run(flows, { underway });
      company.wait(1);
    }
    expect(names()).toContain(system === 'asperion' ? 'Bakkerij 1' : 'Winkel 10900');
    company.exactOnline.update('Accounts', accountId(1), { Name: 'De Gouden Kroon van Delft', City: 'Delft' });
    company.asperion.update('debtors', theDebtor(company), { name: 'De Grote Winkel van Gouda' });
    for (let run = 0; run < 3; run += 1) {
      expect(letters(await company.run(flows, { underway }))).toEqual([]);
      company.wait(1);
    }
    expect(names()).toContain(system === 'asperion' ? 'De Gouden Kroon van Delft' : 'De Grote Winkel van Gouda');
    writes(company);
    for (let run = 0; run < 3; run += 1) {
      await company.run(flows, { underway });
      company.wait(9);
    }
    expect(writes(company)).toBe(0);
  });

  it('stops the flow when the list that would tell it lacks the record that was written', async () => {
    const flows = both();
    await using company = await Company.open({ asperion: { debtors: [debtor(10_900)] } });
    await company.run(flows);
    company.wait(1);
    company.asperion.update('debtors', theDebtor(company), { name: 'De Grote Winkel van Gouda' });
    const body = '{"d":{"results":[]}}';
    company.exactOnline.faults.add({
      act: 'replace',
      status: 200,
      body,
      method: 'GET',
      path: /bulk\/CRM\/Accounts$/,
      times: 1,
    });
    const outcome = (await company.run(flows))['customers.back'];
    expect(outcome).toMatchObject({ error: { code: 'BAD_ANSWER' }, steps: { account: { updated: 1 } } });
  });
});
