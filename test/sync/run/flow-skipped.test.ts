import { describe, expect, it } from 'vitest';
import { Company, compile, type Mappings } from '../../support/engine.ts';
import { account, accountId, customers } from '../../support/samples.ts';

/** What a person pins as "skip", and takes back. */

const pinned = (pins: string): Mappings => compile({ 'customers.yml': customers({}), 'links.yml': pins });
const SKIP = pinned('customers: { "20001": skip }\n');
const NO_PIN = pinned('{}\n');

const names = ({ asperion }: Company): readonly unknown[] => asperion.rows('debtors').map(({ name }) => name);
const noted = ({ progress }: Company) => progress.flows.customers?.paused;
const two = { exactOnline: { Accounts: [account(1), account(2)] } };

describe('a skipped record', () => {
  it('comes once its pin is gone, though nothing changed in the source', async () => {
    await using company = await Company.open(two);
    await company.run(SKIP);
    await company.run(SKIP);
    expect(names(company)).toEqual(['Bakkerij 2']);
    const [flow] = (await company.plan(NO_PIN)).flows;
    expect(flow?.records).toMatchObject([{ reference: '20001', action: 'create' }]);
    expect((await company.run(NO_PIN)).customers?.steps).toEqual({ debtor: { created: 1 } });
    expect([names(company), noted(company)]).toEqual([['Bakkerij 2', 'Bakkerij 1'], undefined]);
  });

  it('is told when a person asks for it', async () => {
    await using company = await Company.open(two);
    const { customers: told } = await company.run(SKIP, { records: ['20001', '20002'] });
    expect([names(company), told?.skipped]).toEqual([['Bakkerij 2'], ['20001']]);
  });

  it('that is mistyped is told in each run: it would be booked though a person said not to', async () => {
    await using company = await Company.open(two);
    const mistyped = pinned('customers: { "2001": skip, "20002": skip }\n');
    for (let run = 0; run < 2; run++) expect((await company.run(mistyped)).customers?.unknownHeld).toEqual(['2001']);
    expect(names(company)).toEqual(['Bakkerij 1']);
  });

  it('costs no call while it is skipped', async () => {
    await using company = await Company.open(two);
    const callsOf = async (mappings: Mappings): Promise<number> => {
      const before = company.exactOnline.requests.length + company.asperion.requests.length;
      await company.run(mappings);
      return company.exactOnline.requests.length + company.asperion.requests.length - before;
    };
    await company.run(SKIP);
    const skipped = await callsOf(SKIP);
    await company.run(NO_PIN);
    expect(await callsOf(NO_PIN)).toBe(skipped);
  });

  it('whose day comes is read once then, and not in every run after that', async () => {
    const head = 'where: StartDate == null || StartDate <= today()';
    const made = (pins: string) => compile({ 'customers.yml': customers({ head }), 'links.yml': pins });
    const skip = made('customers: { "20001": skip }\n');
    await using company = await Company.open({
      exactOnline: { Accounts: [account(1, { StartDate: '2026-03-05T00:00:00' })] },
    });
    await company.run(made('{}\n'));
    company.wait(3 * 24);
    await company.run(skip);
    expect(company.progress.flows.customers?.agenda ?? {}).toEqual({});
    await company.run(made('{}\n'));
    expect(names(company)).toEqual(['Bakkerij 1']);
  });

  it('takes the record that a pin names in place of the skip', async () => {
    const debtors = [{ customerNumber: '10042', name: 'By hand' }];
    await using company = await Company.open({ ...two, asperion: { debtors } });
    await company.run(SKIP);
    await company.run(pinned('customers: { "20001": "10042" }\n'));
    expect(names(company)).toEqual(['Bakkerij 1', 'Bakkerij 2']);
  });

  it('that had failed is tried again, as changed as it is by then', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { Name: null }), account(2)] } });
    expect((await company.run(NO_PIN)).customers?.letters).toHaveLength(1);
    expect((await company.run(SKIP)).customers?.letters).toEqual([]);
    company.exactOnline.update('Accounts', accountId(1), { Name: 'Slager 1' });
    await company.run(SKIP);
    expect(names(company)).toEqual(['Bakkerij 2']);
    await company.run(NO_PIN);
    expect(names(company)).toEqual(['Bakkerij 2', 'Slager 1']);
  });

  it('keeps its note when the run that resumes it is lost', async () => {
    await using company = await Company.open(two);
    await company.run(SKIP);
    await company.run(NO_PIN, { isLost: true });
    expect(noted(company)).toEqual({ [accountId(1)]: { reference: '20001' } });
    await company.run(NO_PIN);
    expect(names(company).toSorted()).toEqual(['Bakkerij 1', 'Bakkerij 2']);
  });

  it('stays skipped when its pause ends', async () => {
    const until = 'until: 2026-03-04, by: Accounts, why: Year-end closing';
    const both = compile({
      'customers.yml': customers({}),
      'links.yml': 'customers: { "20001": skip }\n',
      'paused.yml': `- { flow: customers, record: "20001", ${until} }\n`,
    });
    await using company = await Company.open(two);
    await company.run(both);
    company.wait(5 * 24);
    await company.run(both);
    expect(names(company)).toEqual(['Bakkerij 2']);
    await company.run(NO_PIN);
    expect(names(company)).toEqual(['Bakkerij 2', 'Bakkerij 1']);
  });
});
