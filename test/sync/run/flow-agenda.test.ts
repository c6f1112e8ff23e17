import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, accountId, customers } from '../../support/samples.ts';

/** Records whose dates lie ahead, in runs over both systems from Monday 2 March 2026 on. */

const moment = (day: string) => `${day}T00:00:00`;
const starts = compile({ 'customers.yml': customers({ head: 'where: StartDate == null || StartDate <= today()' }) });
const ends = compile({
  'customers.yml': customers({ fields: `city: 'EndDate != null && EndDate < today() ? "Ended" : City'` }),
});

const names = ({ asperion }: Company) => asperion.rows('debtors').map(({ name }) => name);
const agenda = ({ progress }: Company) => progress.flows.customers?.agenda;
const DAY = 24;

describe('a record that begins on a later day', () => {
  it('is looked at again on that day, though nothing changed and `where` left it out', async () => {
    await using company = await Company.open({
      exactOnline: {
        Accounts: [account(1, { StartDate: moment('2020-01-01') }), account(2, { StartDate: moment('2026-03-05') })],
      },
    });
    expect((await company.run(starts)).customers?.leftOut).toHaveLength(1);
    expect([names(company), agenda(company)]).toEqual([['Bakkerij 1'], { [accountId(2)]: '2026-03-05' }]);
    company.wait(2 * DAY);
    expect((await company.run(starts)).customers?.leftOut).toEqual([]);
    expect(names(company)).toHaveLength(1);
    company.wait(DAY);
    expect((await company.run(starts)).customers?.steps).toEqual({ debtor: { created: 1 } });
    expect(names(company)).toEqual(['Bakkerij 1', 'Bakkerij 2']);
  });

  it('is read by its key on that day, and nothing else is', async () => {
    const many = Array.from({ length: 30 }, (_, index) => account(index + 10, { StartDate: moment('2020-01-01') }));
    await using company = await Company.open({
      exactOnline: { Accounts: [...many, account(2, { StartDate: moment('2026-03-05') })] },
    });
    await company.run(starts);
    company.wait(3 * DAY);
    const seen: string[] = [];
    await company.run(starts, { observe: (_, items) => seen.push(...items.map(({ source }) => source.reference)) });
    expect(seen).toEqual(['20002']);
  });

  it('is forgotten once it is gone, and once its date is taken away', async () => {
    await using company = await Company.open({
      exactOnline: { Accounts: [1, 2].map((number) => account(number, { StartDate: moment('2026-03-05') })) },
    });
    await company.run(starts);
    company.exactOnline.update('Accounts', accountId(1), { StartDate: null });
    await company.run(starts);
    expect(agenda(company)).toEqual({ [accountId(2)]: '2026-03-05' });
    company.exactOnline.remove('Accounts', accountId(2));
    company.wait(3 * DAY);
    await company.run(starts);
    expect(agenda(company)).toEqual({ [accountId(2)]: '2026-03-05' }); // one read proves nothing
    company.wait(1);
    await company.run(starts);
    expect(agenda(company)).toEqual({});
  });
});

describe('a record that ends', () => {
  it('is looked at again on its last day and on the day after it', async () => {
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { City: 'Gouda', EndDate: moment('2026-03-03') })] },
    });
    const city = () => company.asperion.rows('debtors')[0]?.city;
    await company.run(ends);
    expect([city(), agenda(company)]).toEqual(['Gouda', { [accountId(1)]: '2026-03-03' }]);
    company.wait(DAY);
    await company.run(ends);
    expect([city(), agenda(company)]).toEqual(['Gouda', { [accountId(1)]: '2026-03-04' }]);
    company.wait(DAY);
    await company.run(ends);
    expect([city(), agenda(company)]).toEqual(['Ended', {}]);
  });

  it('is looked at again tomorrow when it ends today', async () => {
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { EndDate: moment('2026-03-02') })] },
    });
    await company.run(ends);
    expect(agenda(company)).toEqual({ [accountId(1)]: '2026-03-03' });
  });

  it('keeps its day when the run that is due breaks off', async () => {
    await using company = await Company.open({
      exactOnline: {
        Accounts: [
          account(1, { City: 'Gouda', EndDate: moment('2026-03-01') }),
          account(2, { EndDate: moment('2026-03-02') }),
        ],
      },
    });
    await company.run(ends);
    company.wait(DAY);
    await company.run(ends, { isLost: true });
    expect(agenda(company)).toEqual({ [accountId(2)]: '2026-03-03' });
    await company.run(ends);
    expect(company.asperion.rows('debtors')[1]?.city).toBe('Ended');
  });
});

describe('a flow that does not look at the day', () => {
  it('keeps no days, and forgets those that it had', async () => {
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { StartDate: moment('2026-03-05') })] },
    });
    await company.run(starts);
    await company.run(compile({ 'customers.yml': customers({}) }));
    expect(agenda(company)).toBeUndefined();
  });
});
