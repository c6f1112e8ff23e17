import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { guid } from '../../../sandbox/world/random.ts';
import { flowOf, setStageWithFile, smallWorld } from '../support/stage.ts';

const CUSTOMERS = 'customers.exact-online-to-asperion';

const CHECK = `from: exact-online.crm/Accounts
to: asperion
enabled: false
purpose: verify
where: Status == "C"
steps:
  - id: debtor
    resource: debtors
    match: [characteristic5]
    fields:
      characteristic5: '"EO-" + Code'
      name: Name
      countryCode: Country
      emailAddress: lower(Email)
`;

const inputs = (flows: string) => ({ inputs: { flows } });

describe('a flow that verifies', () => {
  it('says that both sides are equal, and turns the run red once for a new difference', async () => {
    await using stage = await setStageWithFile({ world: smallWorld() });
    await writeFile(stage.mapping('check.yml'), CHECK);
    await stage.run(inputs(CUSTOMERS));
    const equal = await stage.run(inputs('check'));
    const { compared } = flowOf(equal, 'check').verified ?? { compared: 0 };
    expect(compared).toBeGreaterThan(4);
    expect(flowOf(equal, 'check').verified).toMatchObject({ compared, equal: compared, isNew: 0 });
    expect([equal.exitCode, equal.writes]).toEqual([0, []]);
    expect(equal.summary).toContain(`${compared} debtors compared: all equal.`);

    const [debtor] = stage.asperion.rows('debtors').filter(({ characteristic5 }) => characteristic5 !== null);
    const secret = 'anders@example.com';
    stage.asperion.update('debtors', debtor?.id ?? null, { countryCode: 'SE', emailAddress: secret });
    const different = await stage.run(inputs('check'));
    expect(different.exitCode).toBe(1);
    expect(flowOf(different, 'check').differences).toMatchObject([
      {
        step: 'debtor',
        kind: 'differs',
        isNew: true,
        fields: expect.arrayContaining([
          { field: 'countryCode', source: expect.any(String), target: 'SE' },
          { field: 'emailAddress', source: '[email]', target: '[email]' },
        ]),
      },
    ]);
    expect(different.summary).toContain('⚠️ 1 difference between the books (new).');
    expect(`${different.log}${different.summary}${JSON.stringify(different.report)}`).not.toContain(secret);

    const known = await stage.run(inputs('check'));
    expect([known.exitCode, known.writes]).toEqual([0, []]);
    expect(flowOf(known, 'check').verified).toMatchObject({ differs: 1, isNew: 0 });
    expect((await stage.run({ inputs: { flows: 'check', 'fail-on': 'any' } })).exitCode).toBe(1);
  });
});

describe('deleted: report', () => {
  it('is told once, by a red run, in the report and the summary', async () => {
    await using stage = await setStageWithFile({ world: smallWorld() });
    await stage.setYaml(`${CUSTOMERS}.yml`, ['deleted'], 'report');
    stage.exactOnline.insert('Accounts', {
      ID: guid(1, 'account', 900),
      Code: '20900',
      Name: 'Bakkerij Weg',
      Status: 'C',
      AddressLine1: 'Kade 9',
      Country: 'NL',
    });
    await stage.run(inputs(CUSTOMERS));
    const debtor = stage.asperion.rows('debtors').find(({ characteristic5 }) => characteristic5 === 'EO-20900');
    stage.exactOnline.remove('Accounts', guid(1, 'account', 900));
    const told = await stage.run(inputs(CUSTOMERS));
    expect([told.exitCode, told.writes]).toEqual([1, []]);
    const target = String(debtor?.customerNumber);
    expect(told.log).toContain(
      `::error title=Alarm::${CUSTOMERS}: 1 debtor (${target}) was deleted in Exact Online, and is still in Asperion.`,
    );
    expect(flowOf(told, CUSTOMERS).deleted).toEqual([
      { step: 'debtor', system: 'asperion', resource: 'debtors', target, outcome: 'stands', reason: null },
    ]);
    expect(told.summary).toContain(
      `- **1 debtor** (${target}) was deleted in Exact Online, and is still in Asperion. Put it out of use there`,
    );
    const after = await stage.run(inputs(CUSTOMERS));
    expect([after.exitCode, flowOf(after, CUSTOMERS).deleted]).toEqual([0, undefined]);
  });
});
