import { describe, expect, it } from 'vitest';
import type { System } from '../../../src/systems/system.ts';
import { all, never } from '../transport.ts';
import { type OddPage, withOddLists } from './fake-lists.ts';
import { withAsperion } from './sandbox-client.ts';

/** The three ways in which a client reads lists. */
const ways: Readonly<Record<string, (system: System) => Promise<readonly unknown[]>>> = {
  'a list for its codes': (system) => system.list({ resource: 'debtors', fields: [], signal: never }),
  'a list for look-ups': (system) => {
    const values = ['EO-1', 'EO-2', 'EO-3', 'EO-4', 'EO-5', 'EO-6'];
    return system.find({ resource: 'debtors', field: 'characteristic5', values, fields: ['name'], signal: never });
  },
  'changes in full': async (system) => {
    const request = { resource: 'debtors', fields: ['name'], cursor: null, nowMs: 0, signal: never };
    const pages = await all(system.changes(request));
    return [...new Set(pages.flatMap(({ records }) => records.map(({ key }) => key)))];
  },
};

/** Pages of two of the records that are there. */
const paged = (there: readonly number[], page: number): OddPage => ({
  ids: there.slice(2 * page - 2, 2 * page),
  next: 2 * page < there.length ? page + 1 : null,
  totalCount: there.length,
  pageCount: Math.ceil(there.length / 2),
});

const FIVE = [1, 2, 3, 4, 5];

/** Lists that never hold together, and the most calls that may be spent on finding that out. */
const odd: readonly [string, (page: number, call: number) => OddPage, number][] = [
  ['whose nextPage is missing while records are left', (page) => ({ ...paged(FIVE, page), next: null }), 3],
  ['without an end', (page) => ({ ids: [2 * page, 2 * page + 1], next: page + 1, totalCount: 5 }), 10],
  ['whose pages repeat', (page) => ({ ids: [1, 2], next: page + 1, totalCount: 5 }), 10],
  ['whose next page is one that was read', (page) => ({ ...paged(FIVE, page), next: 1 }), 1],
  ['whose next page leaves one out', (page) => ({ ...paged(FIVE, page), next: page + 2 }), 1],
  ['that ends with an empty page too early', (page) => ({ ...paged(FIVE, page), ids: page === 2 ? [] : [1, 2] }), 6],
  ['that changes whenever it is read', (page, call) => ({ ...paged(FIVE, page), totalCount: 100 - call }), 6],
  ['of another resource', (page) => ({ ...paged(FIVE, page), of: { articleNumber: 'A1', description: 'Koffie' } }), 1],
  ['with a row that is no record', (page) => ({ ...paged(FIVE, page), ids: [null] }), 1],
  ['that does not say how many records it has', (page) => ({ ids: [page], next: null }), 3],
];

describe.each(Object.entries(ways))('%s', (_name, read) => {
  it.each(odd)('is refused if it is one %s', (_what, answer, mostCalls) =>
    withOddLists(answer, async (newRun, calls) => {
      await expect(read(newRun())).rejects.toMatchObject({ code: 'BAD_ANSWER' });
      expect(calls()).toBeLessThanOrEqual(mostCalls);
    }),
  );

  it('may have counts that are texts', () =>
    withOddLists(
      (page) => ({ ...paged(FIVE, page), totalCount: '5', pageCount: '3' }),
      async (newRun) => expect(await read(newRun())).toHaveLength(5),
    ));

  it('may have pages shorter than was asked for: only the answer says which one is the last', () =>
    withOddLists(
      (page) => ({ ids: [page], next: page < 5 ? page + 1 : null, totalCount: 5, pageCount: 5 }),
      async (newRun, calls) => {
        expect(await read(newRun())).toHaveLength(5);
        expect(calls()).toBe(5);
      },
    ));

  it('is read again if a record disappears meanwhile, so that none is skipped', () =>
    withOddLists(
      (page, call) => paged(call === 1 ? FIVE : FIVE.slice(1), page),
      async (newRun) => expect(await read(newRun())).toHaveLength(_name === 'changes in full' ? 5 : 4),
    ));

  it('is read again if a record appears and another disappears, which leaves the count the same', () =>
    withOddLists(
      // After the first page 9 comes before all others, and 5 goes: 2 comes once more, and 4 not at all.
      (page, call) => paged(call === 1 ? FIVE : [9, 1, 2, 3, 4], page),
      async (newRun, calls) => {
        await read(newRun());
        expect(calls()).toBe(3 + 3);
      },
    ));

  it.each([
    [3, 'read'],
    [4, 'refused'],
  ])('that holds together when it is read for the %ith time is %s', (good, outcome) =>
    withOddLists(
      (_page, call) => ({ ids: [1, 2], next: null, totalCount: call < good ? 3 : 2 }),
      async (newRun, calls) => {
        const reading = read(newRun()).then(
          () => 'read',
          () => 'refused',
        );
        expect(await reading).toBe(outcome);
        expect(calls()).toBe(3);
      },
    ),
  );

  it('ends with an empty page', () =>
    withOddLists(
      (page) => ({ ids: page === 1 ? [1, 2] : [], next: page + 1, totalCount: 2 }),
      async (newRun) => expect(await read(newRun())).toHaveLength(2),
    ));
});

describe('what totalCount counts', () => {
  const read = ways['a list for its codes'] as (system: System) => Promise<readonly unknown[]>;
  const debtors = FIVE.map((id) => ({ customerNumber: String(id), name: `Debtor ${id}`, address: 'Kade 1' }));

  it.each(['list', 'page', 'none'] as const)('may be: %s', (totalCount) =>
    withAsperion({ rows: { debtors }, switches: { totalCount } }, async (_sandbox, newRun) => {
      expect(await read(newRun({ pageSize: 2, totalCount }))).toHaveLength(5);
      expect(await newRun({ totalCount }).list({ resource: 'articles', fields: [], signal: never })).toEqual([]);
    }),
  );

  it('is checked against the setting, which the advice names', () =>
    withAsperion({ rows: { debtors }, switches: { totalCount: 'page' } }, async (_sandbox, newRun) => {
      await expect(read(newRun({ pageSize: 2 }))).rejects.toMatchObject({
        code: 'BAD_ANSWER',
        hint: expect.stringContaining('asperion.totalCount'),
      });
    }));

  it('if it counts the page, missing pages and doubled records are still noticed', () =>
    withOddLists(
      (page) => ({ ids: [page], next: null, totalCount: 1, pageCount: 3 }),
      async (newRun) => {
        await expect(read(newRun({ totalCount: 'page' }))).rejects.toMatchObject({ code: 'BAD_ANSWER' });
      },
    ));
});
