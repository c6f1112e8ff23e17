import { expect, test } from 'vitest';
import type { Program } from '../../../src/mapping/flow/program.ts';
import type { Join } from '../../../src/mapping/relations/joins.ts';
import { RelatedRecords } from '../../../src/sync/find/related-records.ts';
import { matchForm } from '../../../src/systems/match-form.ts';
import type { FindRequest, System } from '../../../src/systems/system.ts';

const spec = { name: 'crm/Accounts', key: 'ID', fields: {} };
const joinOf = (alias: string, fields: readonly string[]) => ({ alias, spec, by: 'ID', fields }) as unknown as Join;

test('a related record is fetched once, for all relations, and a missing one again', async () => {
  const [customer, site] = [joinOf('customer', ['Name']), joinOf('site', ['Country'])];
  const asked: FindRequest[] = [];
  const there = new Set(['a', 'b']);
  const source = {
    find: async (request: FindRequest) => {
      asked.push(request);
      return request.values.filter((value) => there.has(String(value))).map((ID) => ({ ID, Name: `Name of ${ID}` }));
    },
  } as unknown as System;
  const program = { joins: [customer, site], steps: [] } as unknown as Program;
  const related = new RelatedRecords({ program, source, signal: new AbortController().signal });
  const nameOf = async (join: Join, id: string) => {
    const { found } = await related.of(join, [id]);
    return found.get(matchForm(spec, 'ID', id) ?? '')?.[0]?.Name;
  };

  expect(await nameOf(customer, 'a')).toBe('Name of a');
  expect(await nameOf(site, 'a')).toBe('Name of a');
  expect(await nameOf(customer, 'c')).toBeUndefined();
  there.add('c');
  await related.of(site, ['a', 'b', 'c']);
  expect(await nameOf(site, 'c')).toBe('Name of c');
  expect(asked.map(({ values, fields }) => [values, fields])).toEqual([
    [['a'], ['ID', 'Name', 'Country']],
    [['c'], ['ID', 'Name', 'Country']],
    [
      ['b', 'c'],
      ['ID', 'Name', 'Country'],
    ],
  ]);
  related.forget();
  await nameOf(customer, 'a');
  expect(asked).toHaveLength(4);
});
