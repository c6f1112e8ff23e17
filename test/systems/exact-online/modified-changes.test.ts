import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import type { RecordValues } from '../../../src/values.ts';
import { ACCOUNT, base, CUSTOMER, changes, type ExactStage, withSandbox } from './sandbox-client.ts';

const entry = (number: number) => ({
  Customer: CUSTOMER,
  Journal: '70',
  EntryNumber: number,
  SalesEntryLines: [
    { GLAccount: ACCOUNT, AmountFC: 100, VATCode: '2', Description: 'Hoog' },
    { GLAccount: ACCOUNT, AmountFC: -20, VATCode: '2', Description: 'Korting' },
  ],
});

const ENTRIES = 'salesentry/SalesEntries';
const entryFields = ['EntryNumber', 'AmountFC', 'SalesEntryLines.AmountFC', 'SalesEntryLines.Description'];

/** A sandbox with a clock that the test moves. */
const withEntries = (
  count: number,
  use: (stage: ExactStage, time: { nowMs: number }) => Promise<void>,
  start = '2026-11-25T11:00:00Z',
) => {
  const time = { nowMs: Date.parse(start) };
  const rows = { ...base, SalesEntries: Array.from({ length: count }, (_, index) => entry(index + 1)) };
  return withSandbox({ rows, clock: () => time.nowMs }, (stage) => use(stage, time));
};

describe('sales entries, which have no feed', () => {
  it('are read with their lines, sixty per call each, and cost one call if nothing changed', () =>
    withEntries(61, async ({ newRun, callsOf }, time) => {
      let first = await changes(newRun(), ENTRIES, entryFields, null);
      const calls = await callsOf(async () => {
        first = await changes(newRun(), ENTRIES, entryFields, null);
      });
      expect(calls).toEqual([`2 GET ${ENTRIES}`, '3 GET salesentry/SalesEntryLines']);
      expect(first.records).toHaveLength(61);
      const one = first.records.find(({ reference }) => reference === '1');
      expect(one?.fields.AmountFC).toEqual(new Big('96.8'));
      expect(one?.fields.SalesEntryLines).toMatchObject([
        { Description: 'Hoog', AmountFC: new Big(100) },
        { Description: 'Korting', AmountFC: new Big(-20) },
      ]);
      time.nowMs += 3_600_000;
      let idle = first;
      // What came in the minutes before the newest change is asked for once more, and known.
      const again = await callsOf(async () => {
        idle = await changes(newRun(), ENTRIES, entryFields, first.cursor);
      });
      expect(again).toEqual([`2 GET ${ENTRIES}`]);
      expect(idle.records).toEqual([]);
      expect(idle.cursor).toEqual(first.cursor);
    }));

  it('are read with all of their lines if they have more than a page of them', () =>
    withEntries(1, async ({ sandbox, newRun }) => {
      const one = { GLAccount: ACCOUNT, VATCode: '2' };
      const SalesEntryLines = Array.from({ length: 62 }, (_, index) => ({ ...one, AmountFC: index + 1 }));
      sandbox.insert('SalesEntries', { ...entry(2), SalesEntryLines });
      const { records } = await changes(newRun(), ENTRIES, entryFields, null);
      const lines = records.find(({ reference }) => reference === '2')?.fields.SalesEntryLines;
      expect((lines as readonly RecordValues[]).map(({ AmountFC }) => Number(AmountFC))).toEqual(
        SalesEntryLines.map(({ AmountFC }) => AmountFC),
      );
    }));

  it('are given once each if they changed within the second in which the last run read', () =>
    withEntries(2, async ({ sandbox, newRun }, time) => {
      const [one, two] = sandbox.rows('SalesEntries').map(({ EntryID }) => EntryID);
      time.nowMs += 60_000;
      sandbox.update('SalesEntries', one, { YourRef: 'first' });
      const first = await changes(newRun(), ENTRIES, entryFields, null);
      time.nowMs += 1;
      sandbox.update('SalesEntries', two, { YourRef: 'same second' });
      const second = await changes(newRun(), ENTRIES, entryFields, first.cursor);
      expect(second.records.map(({ key }) => key)).toEqual([two]);
      time.nowMs += 3_600_000;
      expect((await changes(newRun(), ENTRIES, entryFields, second.cursor)).records).toEqual([]);
      sandbox.update('SalesEntries', one, { YourRef: 'later' });
      expect((await changes(newRun(), ENTRIES, entryFields, second.cursor)).records).toHaveLength(1);
    }));

  it('are read again from an hour before the newest change, and not from before that', () =>
    withEntries(3, async ({ sandbox, newRun }, time) => {
      const [one, two, three] = sandbox.rows('SalesEntries').map(({ EntryID }) => EntryID);
      time.nowMs += 7_200_000;
      const newestMs = time.nowMs;
      sandbox.update('SalesEntries', one, { YourRef: 'newest' });
      const first = await changes(newRun(), ENTRIES, entryFields, null);
      // Both show only now, though they are dated earlier.
      time.nowMs = newestMs - 3_600_000;
      sandbox.update('SalesEntries', two, { YourRef: 'an hour before' });
      time.nowMs = newestMs - 3_601_000;
      sandbox.update('SalesEntries', three, { YourRef: 'a second more' });
      time.nowMs = newestMs + 3_600_000;
      const second = await changes(newRun(), ENTRIES, entryFields, first.cursor);
      expect(second.records.map(({ key }) => key)).toEqual([two]);
    }));

  it.each([
    [1000, 1000],
    [1001, 0],
  ])('of %i changes within the overlap %i are remembered as seen', (count, seen) =>
    withEntries(count, async ({ newRun }) => {
      const { cursor } = await changes(newRun(), ENTRIES, ['EntryNumber'], null);
      expect((cursor?.seen ?? '').split(',').filter((print) => print !== '')).toHaveLength(seen);
    }),
  );

  it('are not missed in the hour that occurs twice when Dutch clocks go back', () =>
    withEntries(
      2,
      async ({ sandbox, newRun }, time) => {
        const [one, two] = sandbox.rows('SalesEntries').map(({ EntryID }) => EntryID);
        time.nowMs = Date.parse('2026-10-25T00:50:00Z'); // 02:50 in summer time
        sandbox.update('SalesEntries', one, { YourRef: 'summer' });
        const summer = await changes(newRun(), ENTRIES, entryFields, null);
        time.nowMs = Date.parse('2026-10-25T01:10:00Z'); // 02:10 in winter time
        sandbox.update('SalesEntries', two, { YourRef: 'winter' });
        const winter = await changes(newRun(), ENTRIES, entryFields, summer.cursor);
        expect(winter.records.map(({ key }) => key)).toEqual([two]);
      },
      '2026-10-24T20:00:00Z',
    ));

  it('are read again from two hours before a change in that hour, and not from before that', () =>
    withEntries(
      3,
      async ({ sandbox, newRun }, time) => {
        const [one, two, three] = sandbox.rows('SalesEntries').map(({ EntryID }) => EntryID);
        time.nowMs = Date.parse('2026-10-25T01:50:00Z'); // 02:50 in winter time
        sandbox.update('SalesEntries', one, { YourRef: 'newest' });
        const first = await changes(newRun(), ENTRIES, entryFields, null);
        // Both show only now, though they are dated earlier.
        time.nowMs = Date.parse('2026-10-24T22:50:00Z'); // 00:50 in summer time
        sandbox.update('SalesEntries', two, { YourRef: 'two hours before' });
        time.nowMs -= 1_000;
        sandbox.update('SalesEntries', three, { YourRef: 'a second more' });
        time.nowMs = Date.parse('2026-10-25T03:00:00Z');
        const second = await changes(newRun(), ENTRIES, entryFields, first.cursor);
        expect(second.records.map(({ key }) => key)).toEqual([two]);
      },
      '2026-10-24T20:00:00Z',
    ));

  it('are given in the order of their changes, whatever order the list has', () =>
    withEntries(3, async ({ sandbox, newRun }, time) => {
      for (const number of [2, 3, 1]) {
        time.nowMs += 60_000;
        sandbox.update('SalesEntries', sandbox.rows('SalesEntries')[number - 1]?.EntryID, { YourRef: 'x' });
      }
      const { records } = await changes(newRun(), ENTRIES, entryFields, null);
      expect(records.map(({ reference }) => reference)).toEqual(['2', '3', '1']);
    }));

  it('are read on though an answer said that one of them changes next year', () =>
    withEntries(2, async ({ sandbox, newRun }, time) => {
      const year = Date.parse('2027-11-25T11:00:00Z');
      const rewrite = (body: string) => body.replace(/\/Date\(\d+\)\//, `/Date(${year})/`);
      sandbox.faults.add({ path: /SalesEntries$/, act: 'replace', rewrite });
      const first = await changes(newRun(), ENTRIES, ['EntryNumber'], null);
      expect(first.records).toHaveLength(2);
      time.nowMs += 3_600_000;
      sandbox.insert('SalesEntries', entry(3));
      const next = await changes(newRun(), ENTRIES, ['EntryNumber'], first.cursor);
      expect(next.records.map(({ reference }) => reference)).toContain('3');
    }));
});
