import { expect, test } from 'vitest';
import { TransientError } from '../../src/errors/errors.ts';
import { sameAnswers } from '../../src/plan/same-answers.ts';
import { asperionCatalog } from '../../src/systems/asperion/catalog.ts';
import { createMemorySystem } from '../../src/systems/memory-system.ts';
import type { System } from '../../src/systems/system.ts';
import { compile } from '../support/engine.ts';

const { signal } = new AbortController();
const flow = (fields: string) => `from: asperion.articles
to: exact-online
steps:
  - id: item
    resource: logistics/Items
    match: [Code]
    update: true
    fields: { Code: articleNumber, ${fields} }
`;
const programs = [
  ...compile({ 'products.yml': flow('Description: description') }).programs,
  ...compile({ 'products.yml': flow('Description: longDescription') }).programs,
];

function counted() {
  const rows = [{ id: 1, articleNumber: 'A1', description: 'short', longDescription: 'long' }];
  const real = createMemorySystem(asperionCatalog, new Map([['articles', rows]]));
  const calls: string[] = [];
  const system: System = {
    ...real,
    changes: (request) => {
      calls.push(`changes ${[...request.fields].sort().join()}`);
      return real.changes(request);
    },
    list: (request) => {
      calls.push(`list ${request.fields.join()}`);
      return real.list(request);
    },
    find: (request) => {
      calls.push(`find ${request.values.join()}`);
      return real.find(request);
    },
  };
  return { calls, system: sameAnswers(system, programs) };
}

async function feed(system: System, fields: readonly string[]) {
  const records = [];
  for await (const page of system.changes({ resource: 'articles', fields, cursor: { since: 'x' }, nowMs: 0, signal })) {
    records.push(...page.records);
  }
  return records.map((record) => record.fields);
}

test('both versions read the source once, with what either looks at, from the beginning', async () => {
  const { calls, system } = counted();
  const first = await feed(system, ['articleNumber', 'description']);
  const second = await feed(system, ['articleNumber', 'longDescription']);
  expect(first).toMatchObject([{ description: 'short', longDescription: 'long' }]);
  expect(second).toEqual(first);
  expect(calls).toEqual(['changes articleNumber,description,longDescription']);
});

test('a failed look-up is not remembered: the next question asks the system again', async () => {
  const real = createMemorySystem(asperionCatalog, new Map([['articles', [{ id: 1, articleNumber: 'A1' }]]]));
  let fails = true;
  const find: System['find'] = async (request) => {
    if (fails) throw new TransientError('UNREACHABLE', 'It does not answer.');
    return real.find(request);
  };
  const system = sameAnswers({ ...real, find }, programs);
  const request = { resource: 'articles', field: 'articleNumber', values: ['A1'], fields: ['id'], signal };
  await expect(system.find(request)).rejects.toThrow('It does not answer.');
  fails = false;
  expect(await system.find(request)).toHaveLength(1);
});

test('a look-up asks only for values that were not asked for before', async () => {
  const { calls, system } = counted();
  const find = (...values: readonly string[]) =>
    system.find({ resource: 'articles', field: 'articleNumber', values, fields: ['description'], signal });
  expect(await find('A1')).toMatchObject([{ description: 'short', longDescription: 'long' }]);
  expect(await find('A1', 'A2')).toHaveLength(1);
  expect(await find('A2')).toEqual([]);
  expect(calls).toEqual(['find A1', 'find A2']);
});

test('a list is asked for the question’s fields alone, as a system may refuse all of them', async () => {
  const { calls, system } = counted();
  const list = (...fields: readonly string[]) => system.list({ resource: 'articles', fields, signal });
  await Promise.all([list('articleNumber'), list('articleNumber'), list('articleNumber', 'description')]);
  expect(calls).toEqual(['list articleNumber', 'list articleNumber,description']);
});

test('nothing is written', async () => {
  const { system } = counted();
  await expect(system.create({ resource: 'articles', values: {}, signal })).rejects.toThrow(TypeError);
});
