import { describe, expect, it } from 'vitest';
import { Company, compile } from '../../support/engine.ts';
import { account, customers, order, orders } from '../../support/samples.ts';

const PERSON = 'Sanne de Vries';
const LONG_NAME = 'Stichting tot Behoud van de Korenmolen De Vriendschap te Weesp';

/** The first record's reason, and what stopped the flow. */
async function told(flow: Readonly<Record<string, string>>, company: Company): Promise<string> {
  const outcomes = Object.values(await company.run(compile(flow)));
  const reasons = outcomes.flatMap(({ letters }) => letters.map(({ reason }) => reason));
  return [...outcomes.flatMap(({ error }) => (error === null ? [] : [error.message])), ...reasons].join('\n');
}

describe('what a run says of a failure', () => {
  it('holds no value that a refused look-up asked for and its refusal repeats', async () => {
    const flow = customers({ match: '[characteristic4]', fields: `characteristic4: 'replace(Name, " ", "")'` });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { Name: PERSON })] } });
    const body = JSON.stringify({ title: 'Nothing is like SannedeVries.' });
    company.asperion.faults.add({ method: 'GET', path: /debtors/, act: 'status', status: 400, body });
    expect(await told({ 'customers.yml': flow }, company)).toBe(
      'The record cannot be looked up by characteristic4 of debtors: Asperion refused to read debtors: Nothing is like ***.',
    );
  });

  it('holds no value of the records at hand that a refused read repeats', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { Name: PERSON })] } });
    const body = JSON.stringify({ title: `Nothing is known of ${PERSON}.` });
    company.asperion.faults.add({ method: 'GET', path: /debtors/, act: 'status', status: 400, body, times: 9 });
    expect(await told({ 'customers.yml': customers({}) }, company)).toBe(
      'Asperion refused to read debtors: Nothing is known of {Name}.',
    );
  });

  it.each([
    [
      'the record fails',
      '',
      'Field city: Table places has no row for "NL", {Name}. Add a row for it to mappings/tables/places.yml.',
    ],
    ['the flow stops', ', unmapped: fail', 'Table places has no row for "NL", {Name}.'],
  ])('names the field of a personal key without a row, not its value, when %s', async (_, more, sentence) => {
    const fields = `city: { table: places, key: [Country, Name]${more} }`;
    const flow = { 'customers.yml': customers({ fields }), 'tables/places.yml': 'NL: { Other: Utrecht }' };
    for (const name of [PERSON, LONG_NAME]) {
      await using company = await Company.open({ exactOnline: { Accounts: [account(1, { Name: name })] } });
      expect(await told(flow, company)).toBe(sentence);
    }
  });

  it.each(['slice(Name, 0, 8)', 'upper(Name)', '"x" + Name'])(
    'holds nothing that %s makes of such a value',
    async (key) => {
      const flow = {
        'customers.yml': customers({ fields: `city: { table: places, key: '${key}' }` }),
        'tables/places.yml': 'Other: Utrecht',
      };
      await using company = await Company.open({ exactOnline: { Accounts: [account(1, { Name: PERSON })] } });
      expect(await told(flow, company)).toBe(
        'Field city: Table places has no row for {Name}. Add a row for it to mappings/tables/places.yml.',
      );
    },
  );

  it.each([
    `split(Name, " ").map(x, table("places", x))[0]`,
    `[Country, Name].map(x, table("places", x))[1]`,
    `[Email].map(x, "x" + x).map(y, table("places", y))[0]`,
  ])('nor what %s takes out of a list', async (rule) => {
    const flow = {
      'customers.yml': customers({ fields: `city: '${rule}'` }),
      'tables/places.yml': 'NL: Utrecht',
    };
    const person = account(1, { Name: PERSON, Email: 'sanne.de.vries' });
    await using company = await Company.open({ exactOnline: { Accounts: [person] } });
    expect(await told(flow, company)).toMatch(
      /^Field city: Table places has no row for \{(Name|Email)\}\. Add a row for it to mappings\/tables\/places\.yml\.$/,
    );
  });

  it('names the field of a personal code that the target does not have', async () => {
    const flow = customers({ fields: 'paymentConditionId: { ref: paymentconditions, by: description, expr: Name }' });
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { Name: LONG_NAME })] } });
    expect(await told({ 'customers.yml': flow }, company)).toBe(
      'Field paymentConditionId: None of the paymentconditions has description {Name}.',
    );
  });

  it('still shows a code that tells nothing of a person', async () => {
    const flow = {
      'customers.yml': customers({ fields: 'city: { table: places, key: Country }' }),
      'tables/places.yml': 'BE: Gent',
    };
    await using company = await Company.open({ exactOnline: { Accounts: [account(1)] } });
    expect(await told(flow, company)).toBe(
      'Field city: Table places has no row for "NL". Add "NL": … to mappings/tables/places.yml.',
    );
  });

  it('shows numbers, codes and periods, without which nobody could tell what is refused', async () => {
    await using company = await Company.open({ exactOnline: { Accounts: [account(1, { Name: PERSON })] } });
    const title = `Number 20001 of ${PERSON} is taken: period 3 of 2026.`;
    const body = JSON.stringify({ title });
    company.asperion.faults.add({ method: 'POST', path: /debtors/, act: 'status', status: 400, body });
    expect(await told({ 'customers.yml': customers({}) }, company)).toBe(
      'Asperion refused the record: Number 20001 of {Name} is taken: period 3 of 2026.',
    );
  });

  it('holds no value of two related records with fields of the same name', async () => {
    const relations = 'contact: { resource: crm/Contacts, by: ID, value: customer.MainContact }';
    const fields =
      'emailAddress: customer.Email\nattentionTo: contact.Email\ncity: customer.City\nphoneNumber: contact.City';
    const contact = {
      ID: '11111111-1111-4111-a111-111111111111',
      LastName: 'Vries',
      Email: 'sanne.example',
      City: 'Weesp',
    };
    await using company = await Company.open({
      exactOnline: {
        Accounts: [account(1, { Email: 'winkel.example', City: 'Zaandam', MainContact: contact.ID })],
        Contacts: [contact],
        SalesOrders: [order(1, 1)],
      },
    });
    const title = 'sanne.example and winkel.example, Weesp and Zaandam, are unknown.';
    company.asperion.faults.add({
      method: 'POST',
      path: /debtors/,
      act: 'status',
      status: 400,
      body: JSON.stringify({ title }),
    });
    expect(await told({ 'orders.yml': orders({ relations, fields }) }, company)).toBe(
      'Asperion refused the record: {Email} and {Email}, {City} and {City}, are unknown.',
    );
  });
});
