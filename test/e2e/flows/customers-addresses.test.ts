import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { only, type Row, type Rows } from '../support/rows.ts';
import { flowOf, namesOf, setStageWithFile, smallWorld } from '../support/stage.ts';

const FLOW = 'addresses.exact-online-to-asperion';

let stage: Stage;
let run: StageRun;

const account = (code: string): Row => only(stage.exactOnline.rows('Accounts'), 'Code', code);
const debtorId = (code: string): unknown => only(stage.asperion.rows('debtors'), 'characteristic5', `EO-${code}`).id;
const addresses = (): Rows => stage.asperion.rows('addresses');

/** The delivery addresses of the customers, as the world has them: two companies get their goods at the back. */
const deliveries = (): Rows => stage.exactOnline.rows('Addresses').filter(({ Type }) => Type === 4);

beforeAll(async () => {
  stage = await setStageWithFile({ world: smallWorld() });
  await stage.setYaml('settings.yml', ['asperion', 'contactsAndAddresses'], true);
  await stage.setYaml(`${FLOW}.yml`, ['enabled'], true);
  stage.inputs.flows = `customers.exact-online-to-asperion,${FLOW}`;
  run = await stage.run();
});

afterAll(() => stage[Symbol.asyncDispose]());

test('the visit address becomes that of the debtor, the delivery address one of its own', () => {
  expect(flowOf(run, FLOW).failures).toEqual([]);
  expect(deliveries().map(({ Account }) => Account)).toEqual([account('20001').ID, account('20006').ID]);
  expect(addresses()).toHaveLength(2);
  for (const code of ['20001', '20006']) {
    const { AddressLine1, Postcode, City, Country } = account(code);
    expect(only(stage.asperion.rows('debtors'), 'characteristic5', `EO-${code}`)).toMatchObject({
      address: AddressLine1,
      postCode: Postcode,
      city: City,
    });
    expect(only(addresses(), 'debtorId', debtorId(code))).toMatchObject({
      name: 'Afleveradres',
      address: `${AddressLine1}, Magazijn, poort 3`,
      postCode: Postcode,
      city: City,
      countryCode: Country,
    });
  }
});

test('a second run writes nothing', async () => {
  expect((await stage.run()).writes).toEqual([]);
});

test('a change of the delivery address alone comes across, and nothing else', async () => {
  const [first] = deliveries();
  stage.exactOnline.update('Addresses', first?.ID, { AddressLine2: 'Magazijn, poort 7' });
  const later = await stage.run();
  expect(namesOf(later.writes)).toEqual(['asperion PUT addresses']);
  expect(JSON.parse(later.writes[0]?.body ?? '')).toEqual({
    address: `${account('20001').AddressLine1}, Magazijn, poort 7`,
  });
});

test('without the setting the flow is refused before anything is read', async () => {
  await stage.setYaml('settings.yml', ['asperion', 'contactsAndAddresses'], false);
  const refused = await stage.run();
  expect([refused.exitCode, refused.calls]).toEqual([1, []]);
  expect(refused.log).toContain('No documentation of Asperion shows addresses');
});
