import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { EventLine, RunLine } from '../../src/activity/format.ts';
import { type Collected, collect } from '../../src/dashboard/collect.ts';
import type { EventBlock, NameBlock } from '../../src/dashboard/overview.ts';
import { ConfigError } from '../../src/errors/errors.ts';
import { eventLine, flowLine, linesOf, runLine } from './logs.ts';

const made = { madeAt: 0, version: '0.1.0' };
const ORDERS = 'orders.exact-online-to-asperion';

const collected = (...runs: readonly (readonly [RunLine, readonly EventLine[]])[]): Promise<Collected> =>
  collect(linesOf(runs), made);
const unpacked = (text: string | undefined): unknown =>
  JSON.parse(inflateRawSync(Buffer.from(text ?? '', 'base64')).toString());

/** A run with these bookings. */
function booking(...rows: readonly Partial<RunLine['booked'][number]>[]): RunLine {
  const row = { flow: ORDERS, year: 2026, period: 11, vatCode: 'VH21', documents: 1, amount: '100.00', vat: '21.00' };
  return runLine({ booked: rows.map((different) => ({ ...row, ...different })) });
}

test('amounts of a day add up exactly, per flow, period and VAT code', async () => {
  const { overview } = await collected(
    [booking({ amount: '0.10', vat: '0.02' }, { vatCode: 'VL9' }), []],
    [booking({ amount: '0.20', vat: '0.04' }), []],
    [booking({ amount: '-0.30', vat: '-0.06', period: 10 }), []],
  );
  expect(
    overview.booked.map(({ period, vatCode, documents, amount, vat }) => [period, vatCode, documents, amount, vat]),
  ).toEqual([
    [11, 'VH21', 2, '0.3', '0.06'],
    [11, 'VL9', 1, '100', '21'],
    [10, 'VH21', 1, '-0.3', '-0.06'],
  ]);
});

test('documents are counted once per flow and period; an older log does not say how many', async () => {
  const one = { flow: ORDERS, year: 2026, period: 11, documents: 1 };
  const twoCodes = booking({}, { vatCode: 'VL9' });
  const told = await collected(
    [{ ...twoCodes, bookedDocuments: [one] }, []],
    [{ ...twoCodes, bookedDocuments: [one] }, []],
  );
  expect(told.overview.documents).toMatchObject([{ year: 2026, period: 11, documents: 2 }]);
  const untold = await collected([{ ...twoCodes, bookedDocuments: [one] }, []], [twoCodes, []]);
  expect(untold.overview.documents).toMatchObject([{ year: 2026, period: 11, documents: null }]);
});

test('VAT of which the target computes a part is not known', async () => {
  const { overview } = await collected([booking({ vat: null }), []], [booking({}), []]);
  expect(overview.booked).toMatchObject([{ documents: 2, amount: '200', vat: null }]);
});

test('the money of two administrations is not added up', async () => {
  const { overview } = await collected([booking({}), []], [{ ...booking({}), administration: 'north' }, []]);
  expect(overview.booked.map(({ administration, amount }) => [administration, amount])).toEqual([
    ['default', '100'],
    ['north', '100'],
  ]);
});

test('a run belongs to the Dutch day on which it began', async () => {
  const { overview } = await collected([
    runLine({ startedAt: '2026-11-27T23:30:00Z', finishedAt: '2026-11-27T23:30:12.500Z' }),
    [],
  ]);
  expect(overview.runs).toMatchObject([{ day: '2026-11-28', seconds: 12.5 }]);
});

test('runs are listed by their time, in whatever order logs are read, with their events', async () => {
  const { overview, packed } = await collected(
    [runLine({ run: '2-1', startedAt: '2026-11-27T12:00:00Z' }), [eventLine({ at: '2026-11-27T12:00:04Z' })]],
    [runLine({ run: '1-1', startedAt: '2026-11-27T11:00:00Z' }), [eventLine({ at: '2026-11-27T11:00:09Z' })]],
  );
  expect(overview.runs.map(({ run }) => run)).toEqual(['1-1', '2-1']);
  expect(unpacked(packed.events[0])).toMatchObject({ references: ['20001'], counts: [2], run: [1, 0], after: [4, 9] });
});

test('only an address that a browser may open becomes a link', async () => {
  const pages = ['https://github.com/koffie/books/actions/runs/77/attempts/2', 'javascript:alert(1)', null];
  const { overview } = await collected(...pages.map((page) => [runLine({ page }), []] as const));
  expect(overview.runs.map(({ address }) => address)).toEqual([pages[0], null, null]);
});

test('events are sorted by reference in blocks, and the index has the first of each', async () => {
  const events = Array.from({ length: 10_000 }, (_, place) =>
    eventLine({ reference: `R${place % 5000}`, target: null }),
  );
  const { overview, packed } = await collected([runLine(), events]);
  const blocks = packed.events.map((text) => unpacked(text) as EventBlock);
  const references = blocks.flatMap((block) => block.references);
  expect(blocks.length).toBeGreaterThan(1);
  expect(references).toEqual(references.toSorted());
  expect(overview.events).toMatchObject({ count: 10_000, references: blocks.map((block) => block.references[0]) });
  expect(blocks.flatMap((block) => block.counts).reduce((all, one) => all + one)).toBe(10_000);
});

test('a record is found by its number in the target, and by the document that brought it', async () => {
  const { packed } = await collected([
    runLine(),
    [eventLine({ through: '5001' }), eventLine({ reference: 'KOF-1', target: 'KOF-1' }), eventLine({ target: null })],
  ]);
  expect(packed.names.flatMap((text) => unpacked(text) as NameBlock)).toEqual([
    ['10042', '20001'],
    ['5001', '20001'],
  ]);
});

test('each code that occurs is explained, whether records wait for it or a flow stopped', async () => {
  const { overview } = await collected([
    runLine({
      flows: [flowLine({ status: 'stopped', code: 'UNREACHABLE' })],
      waiting: [{ flow: ORDERS, code: 'UNMAPPED_KEY', count: 2 }],
    }),
    [eventLine({ action: 'waits', code: 'AMBIGUOUS' }), eventLine({ action: 'waits', code: 'OF_ANOTHER_VERSION' })],
  ]);
  expect(Object.keys(overview.codes)).toEqual(['AMBIGUOUS', 'UNMAPPED_KEY', 'UNREACHABLE']);
  expect(overview.codes.UNMAPPED_KEY?.todo).toBe('Add the missing row to the table in the mappings folder.');
});

test('a flow tells its systems by its name, and systems that were called have their usual limit', async () => {
  const flows = [
    flowLine({ flow: ORDERS }),
    flowLine({ flow: 'products.asperion-to-exact-online' }),
    flowLine({ flow: 'spare-parts' }),
  ];
  const { overview } = await collected([
    runLine({ flows, calls: { 'exact-online': 1, asperion: 1, elsewhere: 1 } }),
    [],
  ]);
  expect(overview.flows.map(({ from, to }) => [from, to])).toEqual([
    ['Exact Online', 'Asperion'],
    ['Asperion', 'Exact Online'],
    [null, null],
  ]);
  expect(overview.systems).toEqual([
    { name: 'exact-online', title: 'Exact Online', callsPerDay: 5000 },
    { name: 'asperion', title: 'Asperion', callsPerDay: null },
    { name: 'elsewhere', title: 'elsewhere', callsPerDay: null },
  ]);
});

test('a line that cannot be read is counted, and the others are shown', async () => {
  const at = { file: 'a.jsonl', line: 2, column: 1 };
  const error = new ConfigError('ACTIVITY_DAMAGED', 'This line is not one of an activity log.', { at });
  const { overview, damaged } = await collect(
    (async function* () {
      yield* linesOf([[runLine(), [eventLine()]]]);
      yield { kind: 'damaged', error, text: '{', at } as const;
    })(),
    made,
  );
  expect([overview.damaged, overview.runs.length, overview.events.count, damaged]).toEqual([1, 1, 1, [error]]);
});
