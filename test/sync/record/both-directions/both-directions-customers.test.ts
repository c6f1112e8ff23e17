import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../../support/engine.ts';
import { account, accountId, accounts, refuseBad } from '../../../support/samples.ts';
import { back, both, debtor, forth, held, letters, theDebtor, writes } from './both-directions.ts';

describe('flows in both directions', () => {
  it('neither echo nor duplicate, lossy fields included', async () => {
    const flows = both();
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { Email: 'Info@Kroon.example', City: 'Delft' }), account(2)] },
      asperion: { debtors: [debtor(10_900, { emailAddress: 'W@winkel.example' })] },
    });
    await company.run(flows);
    expect(company.exactOnline.rows('Accounts')).toHaveLength(3);
    expect(company.asperion.rows('debtors')).toHaveLength(3);
    const after = held(company);
    expect(after.accounts).toContainEqual(['Bakkerij 1', 'Delft', 'Info@Kroon.example']);
    expect(after.debtors).toContainEqual(['Winkel 10900', null, 'W@winkel.example']);
    // The second run brings the numbers that the new debtors were given; from then on nothing is left to do.
    company.wait(1);
    writes(company);
    await company.run(flows);
    expect(writes(company)).toBe(2);
    for (let run = 0; run < 6; run++) {
      company.wait(9);
      expect(letters(await company.run(flows))).toEqual([]);
    }
    expect(writes(company)).toBe(0);
    expect(held(company)).toEqual(after);
  });

  it('ask each feed once in an idle run', async () => {
    const flows = both();
    await using company = await Company.open({ exactOnline: { Accounts: [account(1), account(2), account(3)] } });
    for (let run = 0; run < 3; run++) {
      await company.run(flows);
      company.wait(1);
    }
    const before = company.exactOnline.requests.length + company.asperion.requests.length;
    await company.run(flows);
    const asked = company.exactOnline.requests.length + company.asperion.requests.length - before;
    expect(asked).toBeLessThanOrEqual(4); // a token and a feed on each side
  });

  it('bring an edit across from either side, one write each, and back again', async () => {
    const flows = both();
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { Email: 'Info@Kroon.example', City: 'Delft' })] },
    });
    await company.run(flows);
    await company.run(flows);
    for (const [name, by] of [
      ['Kade', 'asperion'],
      ['Bakkerij 1', 'exactOnline'],
      ['Kade', 'exactOnline'],
      ['Bakkerij 1', 'asperion'],
    ] as const) {
      company.wait(1);
      writes(company);
      if (by === 'asperion') company.asperion.update('debtors', theDebtor(company), { name });
      else company.exactOnline.update('Accounts', accountId(1), { Name: name });
      await company.run(flows);
      company.wait(1);
      await company.run(flows);
      expect(held(company)).toEqual({
        accounts: [[name, 'Delft', 'Info@Kroon.example']],
        debtors: [[name, 'Delft', 'info@kroon.example']],
      });
      expect(writes(company)).toBe(1);
    }
  });

  it('bring edits of different fields of one record across, each its way', async () => {
    const flows = both();
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { City: 'Delft' })] } });
    await company.run(flows);
    await company.run(flows);
    company.wait(1);
    company.exactOnline.update('Accounts', accountId(1), { Name: 'Kroon' });
    company.asperion.update('debtors', theDebtor(company), { city: 'Gouda' });
    await company.run(flows);
    await company.run(flows);
    expect(held(company)).toEqual({ accounts: [['Kroon', 'Gouda', null]], debtors: [['Kroon', 'Gouda', null]] });
  });

  it('send a value made of two fields when only one of them changed', async () => {
    const flows = compile({
      'customers.forth.yml': forth('', '      phoneNumber: Phone\n      characteristic4: join([City, Phone], "/")'),
      'customers.back.yml': accounts('', 'City: city\nPhone: phoneNumber'),
    });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { City: 'Delft', Phone: '010-1' })] },
    });
    for (let run = 0; run < 3; run += 1) {
      expect(letters(await company.run(flows))).toEqual([]);
      company.wait(1);
    }
    const joined = () => company.asperion.rows('debtors').map(({ characteristic4 }) => characteristic4);
    expect(joined()).toEqual(['Delft/010-1']);
    company.exactOnline.update('Accounts', accountId(1), { Phone: '010-2' });
    for (let run = 0; run < 3; run += 1) {
      await company.run(flows);
      company.wait(1);
    }
    expect(joined()).toEqual(['Delft/010-2']);
  });

  it('know a change that means the same on the other side', async () => {
    const flows = both();
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { Email: 'A@b.example' })] } });
    await company.run(flows);
    await company.run(flows);
    company.wait(1);
    writes(company);
    company.exactOnline.update('Accounts', accountId(1), { Email: 'a@B.example' });
    await company.run(flows);
    company.wait(25);
    await company.run(flows);
    expect(writes(company)).toBe(0);
    expect(held(company).accounts).toEqual([['Bakkerij 1', null, 'a@B.example']]);
  });

  it('take over what one direction linked before the other one was there', async () => {
    const flows = both();
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { Email: 'A@b.example' })] } });
    await company.run(compile({ 'customers.forth.yml': forth() }));
    company.wait(1);
    const run = await company.run(flows);
    expect(run['customers.back']?.steps.account).toEqual({ updated: 1 }); // its number, which is not an echo
    expect(company.exactOnline.rows('Accounts')).toHaveLength(1);
    expect(held(company).accounts).toEqual([['Bakkerij 1', null, 'A@b.example']]);
    writes(company);
    company.wait(25);
    await company.run(flows);
    expect(writes(company)).toBe(0);
  });

  it('do not believe what the other direction knew before it was taken out', async () => {
    const on = both();
    const off = compile({ 'customers.forth.yml': forth() });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    await company.run(on);
    await company.run(on);
    for (const Name of ['Kroon', 'Bakkerij 1']) {
      company.wait(1);
      company.exactOnline.update('Accounts', accountId(1), { Name });
      await company.run(off);
      expect(held(company).debtors).toEqual([[Name, null, null]]);
    }
    company.exactOnline.update('Accounts', accountId(1), { Name: 'Kroon' });
    await company.run(off);
    company.wait(1);
    company.asperion.update('debtors', theDebtor(company), { name: 'Bakkerij 1' });
    await company.run(on);
    expect(held(company).accounts).toEqual([['Bakkerij 1', null, null]]);
  });

  it.each([
    ['customers.forth: { "20001": "10900" }', ''],
    ['customers.back: { "10900": "20001" }', 'winner: dead-letter'],
  ])('hold the pins of the one that runs later: %s', async (links, backHead) => {
    const flows = compile({
      'customers.forth.yml': forth(),
      'customers.back.yml': back(backHead),
      'links.yml': links,
    });
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1)] },
      asperion: { debtors: [debtor(10_900)] },
    });
    await company.run(flows);
    expect(company.exactOnline.rows('Accounts')).toHaveLength(1);
    expect(company.asperion.rows('debtors')).toHaveLength(1);
  });

  it('do not take a record for another one that the other direction has linked', async () => {
    const byMail = forth().replace('[characteristic5]', '[characteristic5, emailAddress]');
    await using company = await Company.open({
      asperion: { debtors: [debtor(10_900, { emailAddress: 'w@winkel.example' })] },
    });
    await company.run(compile({ 'customers.back.yml': back() }));
    const [{ ID: linked = null } = {}] = company.exactOnline.rows('Accounts');
    company.exactOnline.insert('Accounts', account(2, { Email: 'w@winkel.example' }));
    // The account that is linked comes after the other one in the feed.
    company.exactOnline.update('Accounts', linked, { City: 'Delft' });
    const backLater = back('winner: dead-letter');
    const run = await company.run(compile({ 'customers.forth.yml': byMail, 'customers.back.yml': backLater }));
    expect(letters(run)).toEqual([expect.stringMatching(/^AMBIGUOUS 20002 may be 10900/)]);
    expect(held(company).debtors).toEqual([['Winkel 10900', 'Delft', 'w@winkel.example']]);
  });

  it('leave an edit in the target alone when a record that was refused is tried again', async () => {
    const flows = both('', 'winner: dead-letter');
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    await company.run(flows);
    await company.run(flows);
    company.wait(1);
    company.exactOnline.update('Accounts', accountId(1), { Name: 'bad' });
    expect(letters(await company.run(flows, { underway: refuseBad }))).toHaveLength(1);
    company.wait(2);
    company.asperion.update('debtors', theDebtor(company), { city: 'Gouda' });
    expect(letters(await company.run(flows))).toEqual([]);
    expect(held(company)).toEqual({ accounts: [['bad', 'Gouda', null]], debtors: [['bad', 'Gouda', null]] });
  });

  it.each(['source', 'dead-letter'])(
    'keep an edit of the target when a person asks for the record (winner: %s)',
    async (winner) => {
      const flows = both(`winner: ${winner}`, 'winner: dead-letter');
      await using company = await Company.open({ exactOnline: { Accounts: [account(1, { City: 'Delft' })] } });
      await company.run(flows);
      company.wait(1);
      company.exactOnline.update('Accounts', accountId(1), { Name: 'Kroon' });
      company.asperion.update('debtors', theDebtor(company), { city: 'Gouda' });
      expect(letters(await company.run(flows, { records: ['20001'] }))).toEqual([]);
      expect(held(company)).toEqual({ accounts: [['Kroon', 'Delft', null]], debtors: [['Kroon', 'Gouda', null]] });
      company.wait(1);
      await company.run(flows);
      expect(held(company).accounts).toEqual([['Kroon', 'Gouda', null]]);
    },
  );

  it('bring a changed rule across when a person asks for the record', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { City: 'Delft' })] } });
    await company.run(both());
    const shouted = forth().replace('city: City', 'city: upper(City)');
    const changed = compile({ 'customers.forth.yml': shouted, 'customers.back.yml': back() });
    await company.run(changed, { records: ['20001'] });
    expect(held(company).debtors).toEqual([['Bakkerij 1', 'DELFT', null]]);
  });

  it('doubt an edit that a lost run may have made, also when a person asks for the record', async () => {
    const flows = both('', 'winner: dead-letter');
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { City: 'Delft' })] } });
    await company.run(flows);
    company.wait(1);
    company.exactOnline.update('Accounts', accountId(1), { City: 'Gouda' });
    await company.run(flows, { isLost: true });
    expect(held(company).debtors).toEqual([['Bakkerij 1', 'Gouda', null]]);
    company.exactOnline.update('Accounts', accountId(1), { City: 'Delft' });
    company.wait(1);
    await company.run(flows, { records: ['20001'] });
    expect(held(company).debtors).toEqual([['Bakkerij 1', 'Delft', null]]);
  });

  it('create a record again whose other half was removed', async () => {
    const flows = both();
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    await company.run(flows);
    await company.run(flows);
    company.wait(1);
    company.asperion.remove('debtors', theDebtor(company));
    company.exactOnline.update('Accounts', accountId(1), { Name: 'Kroon' });
    await company.run(flows);
    company.wait(1);
    await company.run(flows);
    expect(held(company)).toEqual({ accounts: [['Kroon', null, null]], debtors: [['Kroon', null, null]] });
  });
});
