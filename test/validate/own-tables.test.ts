import { describe, expect, it } from 'vitest';
import { customers } from '../support/samples.ts';
import { check, failuresOf } from './check.ts';

describe('a case with tables or values of its own', () => {
  const fields = 'city: { value: $values.city }\ncountryCode: { table: countries, key: Status }\n';
  const flow = customers({ fields });
  const files = {
    'customers.yml': flow,
    'tables/countries.yml': 'C: NL\n',
    'values.yml': 'values: { city: { type: text, about: where everybody lives } }\n',
    'settings.yml': 'values: { city: Gouda }\n',
  };
  const cases = (given: string, country: string, city: string) => `
- name: a customer
  given: { ${given} source: { crm/Accounts: [{ ID: acc-1, Code: "08", Name: De Molen, AddressLine1: Kade 1, Status: C }] } }
  expect: [{ create: debtors, fields: { characteristic5: EO-08, name: De Molen, address: Kade 1, debtorKindId: company, countryCode: ${country}, city: ${city} } }]
`;

  it('runs on them, and a change of the folder leaves it green', async () => {
    const own = cases('tables: { countries: { C: BE } }, values: { city: Delft },', 'BE', 'Delft');
    expect(failuresOf(await check({ ...files, 'customers.test.yml': own }))).toEqual([]);
    const changed = { ...files, 'tables/countries.yml': 'C: FR\n', 'settings.yml': 'values: { city: Breda }\n' };
    expect(failuresOf(await check({ ...changed, 'customers.test.yml': own }))).toEqual([]);
  });

  it('runs on those of the folder if it gives none', async () => {
    const plain = cases('', 'NL', 'Gouda');
    expect(failuresOf(await check({ ...files, 'customers.test.yml': plain }))).toEqual([]);
  });

  it('is told what is wrong with them, at its line', async () => {
    const wrong = cases('values: { town: Delft },', 'NL', 'Gouda');
    await expect(check({ ...files, 'customers.test.yml': wrong })).rejects.toMatchObject({
      problems: [{ code: 'UNKNOWN_VALUE', at: { file: 'mappings/customers.test.yml', line: 3 } }],
    });
  });

  it('is told of a table that the folder does not have, with the nearest one', async () => {
    const wrong = cases('tables: { countrys: { C: BE } },', 'NL', 'Gouda');
    await expect(check({ ...files, 'customers.test.yml': wrong })).rejects.toMatchObject({
      problems: [
        {
          code: 'UNKNOWN_TABLE',
          message: 'There is no table "countrys".',
          hint: 'Did you mean "countries"?',
          at: { file: 'mappings/customers.test.yml', line: 3, column: 22 },
        },
      ],
    });
  });
});
