import { describe, expect, it } from 'vitest';
import { Company, compile, type Mappings } from '../../support/engine.ts';
import { account, accountId, customers, items } from '../../support/samples.ts';

/** What a person holds back, in runs over both systems from Monday 2 March 2026 on. */

const DAY = 24;
const HEAD = 'deleted: deactivate';

/** Customers, with these lines in paused.yml. */
function paused(lines: string, more: Readonly<Record<string, string>> = {}): Mappings {
  return compile({ 'customers.yml': customers({}), 'paused.yml': lines, ...more });
}

const until = (day: string): string => `until: ${day}, by: Accounts, why: Year-end closing`;
const RECORD = `- { flow: customers, record: "20001", ${until('2026-03-04')} }\n`;
const NOTHING = '# nothing is paused\n';

const names = ({ asperion }: Company): readonly unknown[] => asperion.rows('debtors').map(({ name }) => name);
const noted = ({ progress }: Company) => progress.flows.customers?.paused;
const cursorOf = ({ progress }: Company) => progress.flows.customers?.cursor ?? null;
const rename = ({ exactOnline }: Company, number: number, name: string): void => {
  exactOnline.update('Accounts', accountId(number), { Name: name });
};
const two = { exactOnline: { Accounts: [account(1), account(2)] } };

describe('a paused flow', () => {
  const flow = paused(`- { flow: customers, ${until('2026-03-04')} }\n`);

  it('reads and writes nothing, says why, and goes on by itself with everything that changed', async () => {
    await using company = await Company.open(two);
    await company.run(paused(NOTHING));
    const cursor = cursorOf(company);
    rename(company, 1, 'Bakkerij Een');
    const calls = company.exactOnline.requests.length;
    const { customers: told } = await company.run(flow);
    expect(told?.pause).toMatchObject({ by: 'Accounts', why: 'Year-end closing', until: '2026-03-04' });
    expect([names(company), cursorOf(company)]).toEqual([['Bakkerij 1', 'Bakkerij 2'], cursor]);
    expect(company.exactOnline.requests).toHaveLength(calls);
    company.wait(2 * DAY);
    expect((await company.run(flow)).customers?.pause).not.toBeNull();
    company.wait(DAY);
    expect((await company.run(flow)).customers).toMatchObject({ pause: null, steps: { debtor: { updated: 1 } } });
    expect(names(company)).toContain('Bakkerij Een');
  });

  it('does not stop the others', async () => {
    const both = paused(`- { flow: customers, ${until('2026-03-04')} }\n`, { 'items.yml': items() });
    await using company = await Company.open({
      ...two,
      asperion: { articles: [{ articleNumber: 'A1', description: 'Koffie' }] },
    });
    const done = await company.run(both);
    expect(Object.values(done).filter(({ pause }) => pause !== null)).toHaveLength(1);
    expect(names(company)).toEqual([]);
    expect(company.exactOnline.rows('Items')).toHaveLength(1);
  });

  it('stays marked when a lost run may have written for it, and is compared in full later', async () => {
    await using company = await Company.open(two);
    await company.run(paused(NOTHING));
    rename(company, 1, 'Bakkerij Een');
    await company.run(paused(NOTHING), { isLost: true });
    rename(company, 1, 'Bakkerij 1');
    await company.run(flow);
    await company.run(paused(NOTHING));
    expect(names(company)).toEqual(['Bakkerij 1', 'Bakkerij 2']);
  });
});

describe('everything paused', () => {
  it('is a run without a call to either system, which saves nothing', async () => {
    await using company = await Company.open(two);
    const before = company.progress;
    const done = await company.run(paused(`- { everything: true, ${until('2026-03-02')} }\n`));
    expect(done.customers?.pause).toMatchObject({ flow: null });
    expect([company.exactOnline.requests, company.asperion.requests]).toEqual([[], []]);
    expect(company.progress).toEqual(before);
  });
});

describe('a paused record', () => {
  it('is left out while the others go on; a change in that time arrives after the pause', async () => {
    await using company = await Company.open(two);
    await company.run(paused(NOTHING));
    for (const number of [1, 2]) rename(company, number, `Slager ${number}`);
    await company.run(paused(RECORD));
    expect(names(company)).toEqual(['Bakkerij 1', 'Slager 2']);
    expect(noted(company)).toEqual({ [accountId(1)]: { reference: '20001' } });
    company.wait(2 * DAY);
    await company.run(paused(RECORD));
    expect(names(company)).toEqual(['Bakkerij 1', 'Slager 2']);
    company.wait(DAY);
    expect((await company.run(paused(RECORD))).customers?.steps).toEqual({ debtor: { updated: 1 } });
    expect([names(company), noted(company)]).toEqual([['Slager 1', 'Slager 2'], undefined]);
  });

  it('goes on in the next run if its line is removed earlier', async () => {
    await using company = await Company.open(two);
    await company.run(paused(RECORD));
    expect(names(company)).toEqual(['Bakkerij 2']);
    await company.run(paused(NOTHING));
    expect(names(company).toSorted()).toEqual(['Bakkerij 1', 'Bakkerij 2']);
  });

  it('is read again once, and not in every run after that', async () => {
    await using company = await Company.open(two);
    await company.run(paused(RECORD));
    await company.run(paused(NOTHING));
    const seen: string[] = [];
    await company.run(paused(NOTHING), {
      observe: (_, found) => seen.push(...found.map((one) => one.source.reference)),
    });
    expect(seen).toEqual([]);
  });

  it('keeps its note when the run that resumes it is lost', async () => {
    await using company = await Company.open(two);
    await company.run(paused(RECORD));
    await company.run(paused(NOTHING), { isLost: true });
    expect(noted(company)).toEqual({ [accountId(1)]: { reference: '20001' } });
    await company.run(paused(NOTHING));
    expect(names(company).toSorted()).toEqual(['Bakkerij 1', 'Bakkerij 2']);
  });

  it('keeps its dead letter, which is not tried while the pause lasts', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { Name: null }), account(2)] } });
    const before = (await company.run(paused(NOTHING))).customers?.letters;
    expect(before).toHaveLength(1);
    company.wait(DAY);
    const during = (await company.run(paused(RECORD))).customers;
    expect([during?.letters, during?.steps]).toEqual([before, { debtor: {} }]);
    rename(company, 1, 'Bakkerij 1');
    expect((await company.run(paused(RECORD))).customers?.letters).toEqual(before);
    company.wait(2 * DAY);
    expect((await company.run(paused(RECORD))).customers?.letters).toEqual([]);
    expect(names(company).toSorted()).toEqual(['Bakkerij 1', 'Bakkerij 2']);
  });

  it('that a lost run may have written is compared in full when its pause ends', async () => {
    await using company = await Company.open(two);
    await company.run(paused(NOTHING));
    rename(company, 1, 'Slager 1');
    await company.run(paused(NOTHING), { isLost: true });
    rename(company, 1, 'Bakkerij 1');
    await company.run(paused(RECORD));
    expect(names(company)).toEqual(['Slager 1', 'Bakkerij 2']);
    await company.run(paused(NOTHING));
    expect(names(company)).toEqual(['Bakkerij 1', 'Bakkerij 2']);
  });

  it('whose pause spares a correction in the target keeps it while the source is the same', async () => {
    await using company = await Company.open(two);
    await company.run(paused(NOTHING));
    const [debtor] = company.asperion.rows('debtors');
    company.asperion.update('debtors', String(debtor?.id), { name: 'By hand' });
    rename(company, 1, 'Slager 1');
    await company.run(paused(RECORD));
    rename(company, 1, 'Bakkerij 1');
    await company.run(paused(NOTHING));
    expect(names(company)).toEqual(['By hand', 'Bakkerij 2']);
  });

  it('that is deleted in the source stays in the target until its pause ends', async () => {
    const made = (lines: string) => compile({ 'products.yml': PRODUCTS, 'paused.yml': lines });
    const record = `- { flow: products, record: A1, ${until('2026-03-04')} }\n`;
    await using company = await Company.open({
      exactOnline: {
        Items: [1, 2].map((number) => ({ ID: accountId(number), Code: `A${number}`, Description: 'Koffie' })),
      },
    });
    const states = () => company.asperion.rows('articles').map(({ activeState }) => activeState);
    await company.run(made(NOTHING));
    await company.run(made(record));
    for (const number of [1, 2]) company.exactOnline.remove('Items', accountId(number));
    expect((await company.run(made(record))).products?.deleted).toMatchObject([
      { target: 'A2', outcome: 'deactivated' },
    ]);
    const [first] = states();
    expect((await company.run(made(record))).products?.deleted).toEqual([]);
    expect(states()[0]).toBe(first);
    company.wait(3 * DAY);
    expect((await company.run(made(record))).products?.deleted).toMatchObject([
      { target: 'A1', outcome: 'deactivated' },
    ]);
    expect(states()[0]).toBe(states()[1]);
  });
});

const PRODUCTS = `from: exact-online.logistics/Items
to: asperion
${HEAD}
steps:
  - id: article
    resource: articles
    match: [articleNumber]
    update: true
    fields:
      articleNumber: Code
      description: Description
`;

describe('a plan', () => {
  it('leaves out what is paused, as the sync does', async () => {
    await using company = await Company.open(two);
    const [flow] = (await company.plan(paused(RECORD))).flows;
    expect(flow?.records.map(({ reference }) => reference)).toEqual(['20002']);
    const [whole] = (await company.plan(paused(`- { flow: customers, ${until('2026-03-02')} }\n`))).flows;
    expect(whole).toMatchObject({ isPaused: true, status: 'ok', records: [] });
  });
});

it('a mistyped record in paused.yml is told in each run, and each is asked for once', async () => {
  await using company = await Company.open(two);
  const right = paused(RECORD);
  await company.run(paused(NOTHING));
  expect((await company.run(right)).customers?.unknownHeld).toEqual([]);
  const asked = (): number =>
    company.exactOnline.requests.filter(({ query }) => /Code%20eq|Code\+eq|Code eq/.test(query)).length;
  const before = asked();
  expect(before).toBeGreaterThan(0);
  expect((await company.run(right)).customers?.unknownHeld).toEqual([]);
  expect(asked()).toBe(before);
  const mistyped = paused(RECORD.replace('20001', '2001'));
  for (let run = 0; run < 2; run++) {
    expect((await company.run(mistyped)).customers?.unknownHeld).toEqual(['2001']);
    expect(asked()).toBe(before + 1);
  }
  const another = paused(`${RECORD.replace('20001', '2001')}${RECORD.replace('20001', '2002')}`);
  expect((await company.run(another)).customers?.unknownHeld).toEqual(['2001', '2002']);
  expect(asked()).toBe(before + 2);
  company.exactOnline.insert('Accounts', account(3, { Code: '2001' }));
  company.wait(1);
  await company.run(another);
  expect((await company.run(another)).customers?.unknownHeld).toEqual(['2002']);
  expect(asked()).toBe(before + 2);
});
