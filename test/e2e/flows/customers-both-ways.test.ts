import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SeenCall, Stage, StageRun } from '../../../sandbox/stage.ts';
import { landmarks } from '../../../sandbox/world/landmarks.ts';
import { only, type Row, type Rows } from '../support/rows.ts';
import { flowOf, namesOf, setStageWithFile, smallWorld } from '../support/stage.ts';

const THERE = 'customers.exact-online-to-asperion';
const HOME = 'customers.asperion-to-exact-online';

let stage: Stage;

const accounts = (): Rows => stage.exactOnline.rows('Accounts');
const debtors = (): Rows => stage.asperion.rows('debtors');
const account = (code: string): Row => only(accounts(), 'Code', code);
const debtor = (code: string): Row => only(debtors(), 'characteristic5', `EO-${code}`);
const editAccount = (code: string, patch: object): void =>
  stage.exactOnline.update('Accounts', account(code).ID, patch);
const editDebtor = (code: string, patch: object) => stage.asperion.update('debtors', debtor(code).id as number, patch);

/** What was sent, as `exact-online PUT {"City":"Gouda"}`. */
const sent = (calls: readonly SeenCall[]): readonly string[] =>
  calls.map(({ system, method, body }) => `${system} ${method} ${body}`);

const failures = (run: StageRun): readonly string[] =>
  [THERE, HOME].flatMap((flow) => flowOf(run, flow).failures.map(({ code, reference }) => `${code} ${reference}`));

/** A company for Asperion only by its kind: no VAT number, no chamber number; Exact Online has no field for that. */
const KAAS = {
  customerNumber: '10201',
  name: 'Kaashandel Oost',
  address: 'Kade 1',
  city: 'Edam',
  countryCode: 'NL',
  attentionTo: 'Bo van Es',
  debtorKindId: 'company',
  emailAddress: 'Kaas@Oost.example',
  paymentConditionId: 2,
};

/** Begins as most do: with the flow to Asperion alone; the other one is switched on later. */
async function setBoth(): Promise<Stage> {
  const set = await setStageWithFile({ world: smallWorld() });
  set.asperion.insert('debtors', KAAS);
  set.inputs.flows = THERE;
  await set.run();
  await set.setYaml(`${HOME}.yml`, ['enabled'], true);
  set.inputs.flows = `${THERE},${HOME}`;
  return set;
}

describe('both flows of customers', () => {
  let first: StageRun;
  let before: { accounts: Rows; debtors: Rows };

  beforeAll(async () => {
    stage = await setBoth();
    before = structuredClone({ accounts: accounts(), debtors: debtors() });
    first = await stage.run();
    // The flow that was in step ran first, so it brings the keys of what the first load made in the next run.
    await stage.run();
  });

  afterAll(() => stage[Symbol.asyncDispose]());

  test('the second flow brings what only Asperion has, and otherwise only numbers and keys', () => {
    expect(accounts()).toHaveLength(before.accounts.length + landmarks.customers.ofAsperionOnly.length + 1);
    expect(debtors()).toHaveLength(before.debtors.length);
    for (const old of before.accounts) {
      const now = only(accounts(), 'ID', old.ID);
      const changed = Object.keys(old).filter((field) => JSON.stringify(old[field]) !== JSON.stringify(now[field]));
      expect(changed.filter((field) => !['Modified', 'SearchCode'].includes(field))).toEqual([]);
      expect(now.SearchCode).toBe(debtor(String(old.Code)).customerNumber);
    }
  });

  test('a contact and a kind that Exact Online has no field for stay as they are in Asperion', () => {
    const found = only(debtors(), 'customerNumber', '10201');
    expect(found).toMatchObject({ ...KAAS, characteristic5: expect.stringMatching(/^EO-\d+$/) });
    const { MainContact } = only(accounts(), 'SearchCode', '10201');
    expect(only(stage.exactOnline.rows('Contacts'), 'ID', MainContact)).toMatchObject({ FullName: 'Bo van Es' });
  });

  test('no record fails, and later runs write nothing', async () => {
    expect(failures(first)).toEqual([]);
    const held = structuredClone({ accounts: accounts(), debtors: debtors() });
    for (let run = 0; run < 3; run += 1) expect((await stage.run()).writes).toEqual([]);
    expect({ accounts: accounts(), debtors: debtors() }).toEqual(held);
  });

  test('edits of either side are brought across by one write each, and come to rest', async () => {
    editAccount('20004', { AddressLine1: 'Dijk 9', Email: 'Sanne@Vries.example' });
    editDebtor('20005', { city: 'Gouda' });
    editDebtor('20006', { paymentConditionId: 3 });
    const run = await stage.run();
    expect([...sent(run.writes)].sort()).toEqual([
      'asperion PUT {"address":"Dijk 9","emailAddress":"sanne@vries.example"}',
      'exact-online PUT {"City":"Gouda"}',
      'exact-online PUT {"PaymentConditionSales":"60"}',
    ]);
    expect((await stage.run()).writes).toEqual([]);
    expect(account('20004').Email).toBe('Sanne@Vries.example');
  });

  test('edits of different fields of one customer each reach the other side', async () => {
    editAccount('20007', { Phone: '+32 9 555 01 01' });
    editDebtor('20007', { addressLine3: 'poort 4' });
    expect([...sent((await stage.run()).writes)].sort()).toEqual([
      'asperion PUT {"phoneNumber":"+32 9 555 01 01"}',
      'exact-online PUT {"AddressLine3":"poort 4"}',
    ]);
    expect((await stage.run()).writes).toEqual([]);
  });
});

describe('the same field edited on both sides', () => {
  beforeAll(async () => {
    stage = await setBoth();
    await stage.run();
  });

  afterAll(() => stage[Symbol.asyncDispose]());

  const editBoth = (city: string): void => {
    editAccount('20004', { City: `${city} (Exact)` });
    editDebtor('20004', { city: `${city} (Asperion)` });
  };
  const cities = (): unknown => [account('20004').City, debtor('20004').city];

  test('with "winner: source" in both the flow that runs first wins: Asperion', async () => {
    for (const flow of [HOME, THERE]) await stage.setYaml(`${flow}.yml`, ['winner'], 'source');
    editBoth('Delft');
    expect(failures(await stage.run())).toEqual([]);
    expect(cities()).toEqual(['Delft (Asperion)', 'Delft (Asperion)']);
    expect((await stage.run()).writes).toEqual([]);
  });

  test('the flow with "winner: source" wins over one with "winner: dead-letter": Exact Online', async () => {
    await stage.setYaml(`${HOME}.yml`, ['winner'], 'dead-letter');
    editBoth('Gouda');
    expect(failures(await stage.run())).toEqual([]);
    expect(cities()).toEqual(['Gouda (Exact)', 'Gouda (Exact)']);
    expect((await stage.run()).writes).toEqual([]);
  });

  test('as shipped, nobody wins: the field waits for a person, and others go across', async () => {
    await stage.setYaml(`${THERE}.yml`, ['winner'], 'dead-letter');
    editBoth('Leiden');
    editAccount('20004', { Phone: '071-5550199' });
    const run = await stage.run();
    expect(failures(run)).toEqual(['CONFLICT 20004', `CONFLICT ${debtor('20004').customerNumber}`]);
    expect(run.exitCode).toBe(1);
    expect(namesOf(run.writes)).toEqual(['asperion PUT debtors']);
    expect(cities()).toEqual(['Leiden (Exact)', 'Leiden (Asperion)']);
    expect(debtor('20004').phoneNumber).toBe('071-5550199');
  });

  test('the sync of the field goes on once a person has made both sides equal', async () => {
    editAccount('20004', { City: 'Leiden' });
    editDebtor('20004', { city: 'Leiden' });
    const run = await stage.run({ inputs: { records: `20004,${debtor('20004').customerNumber}` } });
    expect([...failures(run), ...flowOf(run, THERE).deadLetters, ...flowOf(run, HOME).deadLetters]).toEqual([]);
    expect(cities()).toEqual(['Leiden', 'Leiden']);
  });
});
