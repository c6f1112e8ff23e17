import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Stage } from '../../sandbox/stage.ts';
import type { WorldName } from '../../sandbox/worlds/worlds.ts';
import { worlds } from '../../sandbox/worlds/worlds.ts';
import { flowOf, reportOf, setStageWithFile } from '../e2e/support/stage.ts';

async function stageOf(name: WorldName): Promise<Stage> {
  const { create, asperion: switches = {}, disturb } = worlds[name];
  const stage = await setStageWithFile({ world: create(), asperion: { switches } });
  disturb?.(stage);
  return stage;
}

/** The dead letters of a run by code: `{ PERIOD_CLOSED: ['26003'] }`. */
async function firstSync(stage: Stage): Promise<Readonly<Record<string, readonly string[]>>> {
  const run = await stage.run();
  const parked = reportOf(run).flows.flatMap(({ deadLetters }) => deadLetters);
  const byCode = Map.groupBy(parked, ({ code }) => code);
  return Object.fromEntries([...byCode].map(([code, list]) => [code, list.map(({ reference }) => reference).sort()]));
}

const invoiceNumbers = ({ asperion }: Stage): readonly unknown[] =>
  asperion.rows('salesinvoiceswithlines').map(({ invoiceNumber }) => invoiceNumber);

/** What there is more than once. */
const doubled = (values: readonly unknown[]): readonly unknown[] =>
  values.filter((value, place) => value !== null && values.indexOf(value) !== place);

test('the first sync of the small world settles every record, the second writes nothing', async () => {
  await using stage = await stageOf('small');
  const first = await stage.run();
  expect(first.exitCode).toBe(0);
  expect(flowOf(first, 'customers').steps).toMatchObject([{ read: 3, created: 1, updated: 1, unchanged: 1 }]);
  expect(flowOf(first, 'products').steps[0]).toMatchObject({ step: 'item', read: 4, created: 1 });
  expect(flowOf(first, 'orders').steps[1]).toMatchObject({ step: 'invoice', created: 2, failed: 0 });
  expect(stage.asperion.rows('debtors').map(({ characteristic5 }) => characteristic5)).toEqual([
    null,
    'EO-20001',
    'EO-20002',
    'EO-20009',
  ]);
  const second = await stage.run();
  expect([second.exitCode, second.writes]).toEqual([0, []]);
});

test('the typical world leaves those records waiting that it names', async () => {
  await using stage = await stageOf('typical');
  expect(await firstSync(stage)).toEqual({
    REQUIRED_EMPTY: ['20019'],
    UNMAPPED_KEY: ['DNS-9002', 'DNS-9003'],
    CHECK_FAILED: ['26013', '26025'],
  });
});

test('at year’s end the closed month and the new rate wait, until the table has its code', async () => {
  await using stage = await stageOf('year-end');
  expect(await firstSync(stage)).toEqual({ PERIOD_CLOSED: ['26003'], CHECK_FAILED: ['26005', '26006'] });
  expect(invoiceNumbers(stage)).toEqual(['2026-0001', 'EO-26000001', 'EO-26000002', 'EO-26000004']);
  expect(stage.asperion.rows('salesinvoiceswithlines').at(-1)).toMatchObject({ bookyear: 2027, bookperiod: 1 });

  const codes = stage.mapping('tables/vat-codes.yml');
  const dated = '"1": [{ value: VL, until: 2026-12-31 }, { value: VL10, from: 2027-01-01 }]';
  await writeFile(codes, (await readFile(codes, 'utf8')).replace('"1": VL', dated));
  const supplies = stage.mapping('tables/vat-supplies.yml');
  await writeFile(supplies, `VL10: { kind: domestic, rate: 10 }\n${await readFile(supplies, 'utf8')}`);
  expect(await firstSync(stage)).toEqual({ PERIOD_CLOSED: ['26003'] });
  const low = stage.asperion
    .rows('salesinvoiceswithlines')
    .find(({ invoiceNumber }) => invoiceNumber === 'EO-26000005');
  expect(low?.lines).toMatchObject([{ amount: 89.75, vatAmount: 8.98, vatCode: 'VL10' }]);
});

test('in the broken world nothing is doubled or lost, and what is in doubt waits', async () => {
  await using stage = await stageOf('broken');
  expect(await firstSync(stage)).toEqual({
    AMBIGUOUS: ['20008', '26017'],
    REQUIRED_EMPTY: ['20019'],
    UNMAPPED_KEY: ['26005', 'DNS-9002', 'DNS-9003'],
    CHECK_FAILED: ['26013', '26025'],
    PERIOD_CLOSED: ['26019', '26021', '26022', '26023', '26024', '26027', '26029', '26030'],
  });
  const { exactOnline, asperion } = stage;
  const refusals = [...exactOnline.requests, ...asperion.requests].map(({ status }) => status);
  expect(refusals.filter((status) => status === 429)).toHaveLength(2);
  expect(refusals.filter((status) => status === 504)).toHaveLength(1);
  expect(refusals.filter((status) => status === 0)).toHaveLength(1);
  expect(doubled(asperion.rows('debtors').map(({ characteristic5 }) => characteristic5))).toEqual([]);
  expect(doubled(exactOnline.rows('Items').map(({ Code }) => Code))).toEqual([]);
  expect(doubled(invoiceNumbers(stage))).toEqual([]);
  const blocked = exactOnline.rows('Accounts').filter(({ Blocked }) => Blocked === true);
  expect(blocked.map(({ Code }) => Code)).toEqual(['20012']);
  expect(asperion.rows('debtors').map(({ characteristic5 }) => characteristic5)).toContain('EO-20012');
});
