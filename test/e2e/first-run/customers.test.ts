import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { landmarks } from '../../../sandbox/world/landmarks.ts';
import { debtorOf } from '../support/expected.ts';
import { only, pick, type Row } from '../support/rows.ts';
import { flowOf } from '../support/stage.ts';
import { type FirstRun, firstRun } from './first-run.ts';

let stage: FirstRun['stage'];
let run: FirstRun['run'];
let accounts: FirstRun['accounts'];
let contacts: FirstRun['contacts'];
let before: FirstRun['before'];
let debtors: FirstRun['debtors'];

beforeAll(async () => {
  ({ stage, run, accounts, contacts, before, debtors } = await firstRun());
});

afterAll(() => stage[Symbol.asyncDispose]());

describe('customers', () => {
  const { customers } = landmarks;
  const account = (code: string): Row => only(accounts, 'Code', code);
  const debtor = (code: string): Row => only(debtors, 'characteristic5', `EO-${code}`);
  const known = Object.values(customers.known);

  test('every customer with an address is exactly one debtor, field by field', () => {
    const wanted = accounts.filter(({ Status, AddressLine1 }) => Status === 'C' && AddressLine1 !== null);
    expect(wanted).toHaveLength(37);
    for (const one of wanted) {
      const { comments, ...fields } = debtorOf(one, contacts);
      const isNew = known.every(({ account: code }) => code !== one.Code);
      const found = debtor(String(one.Code));
      expect(pick(found, Object.keys(fields))).toEqual(fields);
      if (isNew) expect(found.comments).toBe(comments);
    }
    expect(debtors).toHaveLength(before.debtors.length + wanted.length - known.length);
    expect(new Set(debtors.map(({ customerNumber }) => customerNumber)).size).toBe(debtors.length);
  });

  test('a company keeps its contact person, VAT and chamber number', () => {
    expect(debtor('20002')).toMatchObject({
      name: 'Hotel Noorderlicht B.V.',
      attentionTo: 'Pieter Hofman',
      debtorKindId: 'company',
      vatNumber: 'NL812345678B01',
      cocNumber: '30923456',
      emailAddress: 'inkoop@noorderlicht.example',
      paymentConditionId: 2,
      countryCode: 'NL',
    });
  });

  test('a private person gets no separate contact person', () => {
    expect(debtor('20004')).toMatchObject({
      name: 'Sanne de Vries',
      attentionTo: null,
      debtorKindId: 'private',
      vatNumber: null,
      cocNumber: null,
      emailAddress: 'familie.devries@example.com',
      paymentConditionId: 2,
    });
  });

  test('an association without a VAT number and without a contact is a company', () => {
    expect(debtor(customers.withoutContact)).toMatchObject({
      name: 'Stichting Buurtboerderij Het Lage Land',
      attentionTo: null,
      debtorKindId: 'company',
      vatNumber: null,
      cocNumber: '40945678',
      paymentConditionId: 1,
    });
  });

  test('a remark of Exact Online is copied when the debtor is created', () => {
    expect(debtor('20009')).toMatchObject({
      name: 'Feinkost Müller & Söhne GmbH',
      countryCode: 'DE',
      comments: 'Rechnung immer zweifach.',
    });
  });

  test('a customer found by the external key is the same in both systems, and is not written', () => {
    const { account: code, debtor: number } = customers.known.byExternalKey;
    expect(debtor(code)).toEqual(only(before.debtors, 'customerNumber', number));
  });

  test('a customer found by a VAT number typed with dots is corrected, and keeps its own values', () => {
    const { account: code, debtor: number } = customers.known.byVatNumber;
    const old = only(before.debtors, 'customerNumber', number);
    expect(old.vatNumber).toBe('NL 8123.45.678.B01');
    const { dateLastChange, ...found } = debtor(code);
    expect(found).toEqual({ ...found, ...debtorOf(account(code), contacts), comments: old.comments });
    expect(pick(found, ['id', 'customerNumber', 'paymentMethodId', 'dateAdded', 'comments'])).toEqual(
      pick(old, ['id', 'customerNumber', 'paymentMethodId', 'dateAdded', 'comments']),
    );
    expect(found.comments).toBe('Sleutel ligt bij de receptie.');
    expect(dateLastChange).not.toBe(old.dateLastChange);
  });

  test('a customer found by an e-mail address in capitals is completed', () => {
    const { account: code, debtor: number } = customers.known.byEmailAddress;
    const old = only(before.debtors, 'customerNumber', number);
    expect(old).toMatchObject({ emailAddress: 'WINKEL@GOUDENKORENAAR.EXAMPLE', vatNumber: null, cocNumber: null });
    expect(debtor(code)).toMatchObject({
      id: old.id,
      customerNumber: number,
      emailAddress: 'winkel@goudenkorenaar.example',
      vatNumber: 'NL823456789B02',
      cocNumber: '30934567',
    });
  });

  test('customers that share an e-mail address become separate debtors', () => {
    expect(customers.sharingAnAddress).not.toEqual([]);
    for (const [left, right] of customers.sharingAnAddress) {
      expect(debtor(left).emailAddress).toBe(debtor(right).emailAddress);
      expect(debtor(left).customerNumber).not.toBe(debtor(right).customerNumber);
      expect(debtor(left).name).not.toBe(debtor(right).name);
    }
  });

  test.each([
    ['20006', 'BE', 'company'],
    ['20010', 'BE', 'private'],
    ['20011', 'DE', 'private'],
    ['20012', 'FR', 'private'],
    ['20013', 'FR', 'company'],
    ['20014', 'AT', 'company'],
    ['20015', 'CH', 'company'],
    ['20016', 'GB', 'company'],
  ])('customer %s from %s is a %s debtor of that country', (code, countryCode, debtorKindId) => {
    expect(debtor(code)).toMatchObject({ countryCode, debtorKindId, postCode: account(code).Postcode });
  });

  test('prospects and suppliers, and customers without an address, are not in Asperion', () => {
    for (const code of [...customers.notCustomers, customers.withoutAddress]) {
      expect(debtors.filter(({ characteristic5 }) => characteristic5 === `EO-${code}`)).toEqual([]);
      expect(debtors.filter(({ name }) => name === account(code).Name)).toEqual([]);
    }
    expect(flowOf(run, 'customers').failures.map(({ reference }) => reference)).toEqual([customers.withoutAddress]);
  });

  test('debtors that only Asperion has are left alone', () => {
    expect(customers.ofAsperionOnly).not.toEqual([]);
    for (const number of customers.ofAsperionOnly) {
      expect(only(debtors, 'customerNumber', number)).toEqual(only(before.debtors, 'customerNumber', number));
    }
  });

  test('the numbers in the report match the target', () => {
    expect(flowOf(run, 'customers').steps).toEqual([
      { step: 'debtor', read: 38, created: 34, updated: 2, unchanged: 1, skipped: 0, failed: 1 },
    ]);
  });
});
