import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { landmarks } from '../../../sandbox/world/landmarks.ts';
import { only, pick, type Row, type Rows } from '../support/rows.ts';
import { flowOf, namesOf, setStageWithFile, smallWorld } from '../support/stage.ts';

const FLOW = 'customers.asperion-to-exact-online';

let stage: Stage;
let run: StageRun;
let before: { accounts: Rows; contacts: Rows; debtors: Rows };

const accounts = (): Rows => stage.exactOnline.rows('Accounts');
const account = (debtor: string): Row => only(accounts(), 'SearchCode', debtor);
const glAccount = (code: string): unknown => only(stage.exactOnline.rows('GLAccounts'), 'Code', code).ID;

/** Debtors that Exact Online does not know: a Belgian company, a German private person, a customer of an unlisted country. */
const RIDDER = {
  customerNumber: '10101',
  name: 'Taverne De Ridder BV',
  address: 'Kouter 14',
  addressLine2: 'bus 2',
  postCode: '9000',
  city: 'Gent',
  countryCode: 'BE',
  attentionTo: 'Jef van den Broeck',
  debtorKindId: 'company',
  paymentConditionId: 2,
  emailAddress: 'Zaal@DeRidder.example',
  phoneNumber: '+32 9 555 01 44',
  vatNumber: 'BE 0123.456.749',
  cocNumber: '0123.456.749',
  comments: 'Levering langs achter.',
};
const KELLER = {
  customerNumber: '10102',
  name: 'Uta Keller',
  address: 'Lindenweg 3',
  postCode: '50667',
  city: 'Köln',
  countryCode: 'DE',
  attentionTo: 'Uta Keller',
  debtorKindId: 'private',
  paymentConditionId: 3,
  emailAddress: 'uta.keller@example.org',
};
const AUSTRAL = {
  customerNumber: '10103',
  name: 'Café Austral',
  address: 'Harbour Street 4',
  countryCode: 'AU',
  debtorKindId: 'company',
};

beforeAll(async () => {
  stage = await setStageWithFile({ world: smallWorld() });
  stage.inputs.flows = FLOW;
  for (const row of [RIDDER, KELLER, AUSTRAL]) stage.asperion.insert('debtors', row);
  before = structuredClone({
    accounts: accounts(),
    contacts: stage.exactOnline.rows('Contacts'),
    debtors: stage.asperion.rows('debtors'),
  });
  run = await stage.run();
});

afterAll(() => stage[Symbol.asyncDispose]());

test('the run writes accounts and contacts in Exact Online and nothing in Asperion', () => {
  expect([...new Set(namesOf(run.writes))].sort()).toEqual([
    'exact-online POST crm/Accounts',
    'exact-online POST crm/Contacts',
    'exact-online PUT crm/Accounts',
  ]);
  expect(run.writes.filter(({ status }) => status >= 300)).toEqual([]);
  expect(stage.asperion.rows('debtors')).toEqual(before.debtors);
  expect(flowOf(run, FLOW).steps[0]).toMatchObject({ read: 8, created: 4, updated: 3, failed: 1 });
});

test('a company becomes a customer, with VAT code, revenue account and language by country', () => {
  expect(account('10101')).toMatchObject({
    Name: 'Taverne De Ridder BV',
    Status: 'C',
    AddressLine1: 'Kouter 14',
    AddressLine2: 'bus 2',
    Postcode: '9000',
    City: 'Gent',
    Country: 'BE',
    Email: 'Zaal@DeRidder.example',
    Phone: '+32 9 555 01 44',
    VATNumber: 'BE0123456749',
    ChamberOfCommerce: '0123.456.749',
    PaymentConditionSales: '14',
    Remarks: 'Levering langs achter.',
    SalesVATCode: '7',
    GLAccountSales: glAccount('8011'),
    Language: 'nl-BE',
    SalesCurrency: 'EUR',
  });
});

test('its contact person is a contact of the account, and the main one', () => {
  const { ID, MainContact } = account('10101');
  const contact = only(stage.exactOnline.rows('Contacts'), 'Account', ID);
  expect(contact).toMatchObject({ FirstName: 'Jef', LastName: 'van den Broeck', FullName: 'Jef van den Broeck' });
  expect(MainContact).toBe(contact.ID);
  expect(stage.exactOnline.rows('Contacts')).toHaveLength(before.contacts.length + 1);
});

test('its address becomes the visit address, which Exact Online keeps as a record', () => {
  const address = only(stage.exactOnline.rows('Addresses'), 'Account', account('10101').ID);
  expect(address).toMatchObject({ Type: 1, Main: true, AddressLine1: 'Kouter 14', Postcode: '9000', City: 'Gent' });
});

test('a private person is an account without contact, elsewhere in the EU without VAT code', () => {
  const found = account('10102');
  expect(found).toMatchObject({ Name: 'Uta Keller', PaymentConditionSales: '60' });
  expect(found.SalesVATCode ?? null).toBeNull();
  expect(found).toMatchObject({ GLAccountSales: glAccount('8012'), Language: 'de-DE' });
  expect(found.MainContact ?? null).toBeNull();
});

test('a debtor of a country without a VAT code waits; no code is guessed', () => {
  expect(accounts().filter(({ SearchCode }) => SearchCode === '10103')).toEqual([]);
  expect(flowOf(run, FLOW).deadLetters).toMatchObject([{ reference: '10103', code: 'UNMAPPED_KEY', step: 'account' }]);
});

describe('accounts that already exist', () => {
  const { byExternalKey, byVatNumber, byEmailAddress } = landmarks.customers.known;
  const old = (code: string): Row => only(before.accounts, 'Code', code);

  test.each([byExternalKey, byVatNumber, byEmailAddress])('$account is found as debtor $debtor', (known) => {
    expect(account(known.debtor).Code).toBe(known.account);
  });

  test("an account found by its debtor's code gets its number, and nothing else", () => {
    const { Modified, ...now } = account(byExternalKey.debtor);
    const filled = { SearchCode: byExternalKey.debtor };
    expect(Modified).not.toBe(old(byExternalKey.account).Modified);
    expect(now).toEqual({ ...pick(old(byExternalKey.account), Object.keys(now)), ...filled });
  });

  test('accounts keep their main contact, remarks, currency and language', () => {
    const kept = ['MainContact', 'Remarks', 'SalesCurrency', 'Language', 'Code', 'Status'];
    expect(pick(account(byVatNumber.debtor), kept)).toEqual(pick(old(byVatNumber.account), kept));
  });

  test('accounts that only Exact Online has are left alone', () => {
    const known: readonly string[] = Object.values(landmarks.customers.known).map((one) => one.account);
    for (const one of before.accounts.filter(({ Code }) => !known.includes(String(Code)))) {
      expect(only(accounts(), 'ID', one.ID)).toEqual(one);
    }
    expect(accounts()).toHaveLength(before.accounts.length + 4);
  });
});

describe('later runs', () => {
  test('write nothing when nothing changed', async () => {
    expect((await stage.run()).writes).toEqual([]);
  });

  test('write nothing when the state is lost, and create no duplicates', async () => {
    await rm(join(stage.workspace, 'state.json'));
    stage.inputs['exact-online-refresh-token'] = stage.exactOnline.issueRefreshToken();
    stage.inputs['asperion-refresh-token'] = stage.asperion.issueRefreshToken();
    const held = accounts().length;
    const again = await stage.run();
    expect(flowOf(again, FLOW).steps[0]).toMatchObject({ read: 8, unchanged: 7, failed: 1 });
    expect(again.writes).toEqual([]);
    expect(accounts()).toHaveLength(held);
    expect(stage.exactOnline.rows('Contacts')).toHaveLength(before.contacts.length + 1);
  });

  test('send a change as a change of one field; the contact stays with Exact Online', async () => {
    const { id } = only(stage.asperion.rows('debtors'), 'customerNumber', '10101');
    stage.asperion.update('debtors', id as number, { city: 'Brugge', attentionTo: 'Els Claes', comments: 'Nieuw.' });
    expect((await stage.run()).writes.map(({ method, body }) => [method, JSON.parse(body ?? '')])).toEqual([
      ['PUT', { City: 'Brugge' }],
    ]);
  });
});
