import { expect, test } from 'vitest';
import { actionIn } from '../../../src/activity/actions.ts';
import { ACTIONS, type Action } from '../../../src/activity/format.ts';
import { historyCommand } from '../../../src/commands/activity/history.ts';
import { ledgerCommand } from '../../../src/commands/activity/ledger.ts';
import { LANGUAGES } from '../../../src/errors/language.ts';
import { event, folderWith, log } from '../../activity/logs.ts';
import { worldIn } from './world.ts';

const screen = 'https://start.exactonline.nl/docs/CRMAccountCard.aspx?_Division_=4711&AccountID=%7ba%7d';
const created = event({ action: 'created', screen, fields: ['name', 'city'] });
const waits = event({
  at: '2026-03-02T09:00:00.000Z',
  target: null,
  action: 'waits',
  fields: [],
  code: 'UNMAPPED_KEY',
});
const first = log(1, { events: [created, event({ reference: '20002', target: '10043' })] });
const second = log(2, { after: first, events: [waits] });

test('history tells all that happened to a record, by time, with fields, reasons and runs', async () => {
  using folder = folderWith({ 'a.jsonl': second, 'b.jsonl': first });
  const world = worldIn(folder.path);
  expect(await historyCommand(['20001', '--log', '.'], world)).toBe(true);
  expect(world.said()).toBe(`20001: 2 events in 2 runs. Times are Dutch.

2026-03-02 09:00  20001 → 10042 was created in the target
  by customers, step debtor
  fields: name, city
  in run 1-1, https://github.com/OWNER/company/actions/runs/1/attempts/1
  see ${screen}
2026-03-02 10:00  20001 waits for a person: UNMAPPED_KEY
  by customers, step debtor
  in run 2-1, https://github.com/OWNER/company/actions/runs/2/attempts/1

UNMAPPED_KEY: A table of the mappings has no row for a code of the source, or none for this date, and there is no default.
  What to do: Add the missing row to the table in the mappings folder.
`);
});

test('history speaks Dutch if it is asked to', async () => {
  using folder = folderWith({ 'a.jsonl': second, 'b.jsonl': first });
  const world = worldIn(folder.path);
  expect(await historyCommand(['20001', '--log', '.', '--language', 'nl'], world)).toBe(true);
  expect(world.said()).toBe(`20001: 2 gebeurtenissen in 2 runs. Tijden zijn Nederlands.

2026-03-02 09:00  20001 → 10042 is in het doelsysteem aangemaakt
  door customers, stap debtor
  velden: naam (name), plaats (city)
  in run 1-1, https://github.com/OWNER/company/actions/runs/1/attempts/1
  zie ${screen}
2026-03-02 10:00  20001 wacht op iemand: UNMAPPED_KEY
  door customers, stap debtor
  in run 2-1, https://github.com/OWNER/company/actions/runs/2/attempts/1

UNMAPPED_KEY: Een tabel van de mappings heeft geen rij voor een code uit de bron, of niet voor deze datum, en er is geen standaardwaarde.
  Wat u kunt doen: Voeg de ontbrekende rij toe aan de tabel in de map met mappings.
`);
  const asked = historyCommand(['20001', '--language', 'fy'], worldIn(folder.path));
  await expect(asked).rejects.toMatchObject({ code: 'OPTION_VALUE' });
});

test('history tells once what a code means, and what to do only if nothing has come after it', async () => {
  const again = { ...waits, at: '2026-03-02T09:30:00.000Z' };
  const check = { ...again, at: '2026-03-02T09:40:00.000Z', flow: 'orders', code: 'CHECK_FAILED' };
  const well = event({ at: '2026-03-02T10:00:00.000Z', fields: ['city'] });
  // The invoice of an order has another number than the order that waited.
  const closed = { ...again, flow: 'bookings', step: 'invoice', code: 'PERIOD_CLOSED' };
  const booked = event({ at: well.at, flow: 'bookings', reference: '900', target: 'EO-900', through: '20001' });
  using folder = folderWith({ 'a.jsonl': log(1, { events: [waits, again, closed, check, well, booked] }) });
  const world = worldIn(folder.path);
  expect(await historyCommand(['20001', '--log', '.'], world)).toBe(true);
  const told = world.said().slice(world.said().search(/^UNMAPPED_KEY: /m));
  expect(told.split('\n')).toEqual([
    expect.stringMatching(/^UNMAPPED_KEY: A table of the mappings has no row/),
    '',
    expect.stringMatching(/^PERIOD_CLOSED: /),
    '',
    expect.stringMatching(/^CHECK_FAILED: A check of the flow says/),
    expect.stringMatching(/^ {2}What to do: The reason is in the summary of the run\./),
    '',
  ]);
});

test('what happened to a record has words of its own in each language', () => {
  const actions = Object.keys(ACTIONS) as Action[];
  const said = LANGUAGES.flatMap((language) => actions.map((action) => actionIn(language, action)));
  expect(new Set(said).size).toBe(2 * actions.length);
});

test('a number that several companies have is told for each, with its own deletions', async () => {
  const noord = log(1, { administration: 'noord', events: [created] });
  const gone = { ...event({ reference: '10042', action: 'deactivated', fields: [] }), target: '10042' };
  const zuid = log(2, { administration: 'zuid', events: [event({ action: 'created', target: '99' }), gone] });
  using folder = folderWith({ 'a.jsonl': noord, 'b.jsonl': zuid });
  const world = worldIn(folder.path);
  expect(await historyCommand(['20001', '--log', '.'], world)).toBe(true);
  expect(world.said()).toContain('20001: 2 events in 2 runs');
  expect(world.said().match(/administration \w+/g)).toEqual(['administration noord', 'administration zuid']);
});

test('a record is found by its number in the target, by what it brought and by its deletion', async () => {
  const gone = event({ reference: '10042', action: 'deactivated', fields: [] });
  const other = event({ reference: '10043', target: '10043', action: 'deactivated', fields: [] });
  const brought = event({ reference: '20009', target: '10050', through: '26001' });
  using folder = folderWith({ 'a.jsonl': log(1, { events: [{ ...gone, target: '10042' }, other, created, brought] }) });
  const told = async (reference: string): Promise<readonly string[]> => {
    const world = worldIn(folder.path);
    await historyCommand([reference, '--log=.'], world);
    return world.said().match(/(?<=:\d\d {2}).*/g) ?? [];
  };
  const all = ['was deleted in the source and put out of use in the target', 'was created in the target'];
  for (const name of ['10042', '20001']) {
    expect((await told(name)).map((line) => line.replace(/^\d+( → \d+)? /, '')).toSorted()).toEqual(all.toSorted());
  }
  expect(await told('26001')).toEqual(['20009 → 10050 was changed in the target']);
});

test('a record without events, and lines that cannot be read, are told in a sentence', async () => {
  using folder = folderWith({ 'a.jsonl': first, 'b.jsonl': [...second.lines, '{"kind":'] });
  const world = worldIn(folder.path);
  expect(await historyCommand(['30001', '--log', '.'], world)).toBe(false);
  expect(world.said()).toMatch(/^ACTIVITY_DAMAGED b\.jsonl:3:1 This line is not one of an activity log\./);
  expect(world.said()).toMatch(/^No event of 30001 in 2 runs\./m);
});

test('a word too few or too many is refused', async () => {
  for (const args of [[], ['--log', 'x'], ['1', '2']]) {
    await expect(historyCommand(args, worldIn('.'))).rejects.toMatchObject({ code: 'UNKNOWN_ARGUMENT' });
  }
  await expect(historyCommand(['1', '--lgo', 'x'], worldIn('.'))).rejects.toMatchObject({ code: 'UNKNOWN_OPTION' });
});

test('ledger says that everything matches, with the hash to compare', async () => {
  using folder = folderWith({ 'a.jsonl': first, 'b.jsonl': second });
  const world = worldIn(folder.path);
  expect(await ledgerCommand(['--log', '.'], world)).toBe(true);
  expect(
    world.said(),
  ).toBe(`Administration 4711: 2 runs with 3 events, from 2 March 2026 at 02:00 to 2 March 2026 at 03:01, Dutch time
  Last run: 2-1, hash ${second.run.ledger.hash}
Everything matches.
`);
});

test('ledger names a run that no other run follows, because anybody could have put it in', async () => {
  const added = log(3, { after: first, kept: false });
  using folder = folderWith({ 'a.jsonl': first, 'b.jsonl': second, 'c.jsonl': added });
  const world = worldIn(folder.path);
  expect(await ledgerCommand(['--log', '.'], world)).toBe(true);
  expect(world.said()).toContain(
    `  Run 3-1 is no part of the chain: its progress was not kept. Compare with its log on GitHub: hash ${added.run.ledger.hash}\n`,
  );
});

test('ledger names the line that does not match, what is cut off and what began anew, and fails', async () => {
  const third = log(3, { after: second });
  const edited = third.lines.map((line) => line.replace('"result":"ok"', '"result":"red"'));
  using folder = folderWith({ 'b.jsonl': second, 'c.jsonl': edited, 'd.jsonl': log(4) });
  const world = worldIn(folder.path);
  expect(await ledgerCommand(['--log', '.'], world)).toBe(false);
  expect(world.said()).toMatch(/^ {2}It begins with run 2-1\. The runs before it are not here\.$/m);
  expect(world.said()).toMatch(/^ {2}Run 4-1 begins anew: the saved state was lost before it/m);
  expect(world.said()).toMatch(/^LEDGER_BROKEN c\.jsonl:1:1 Run 3-1 was changed after it was written\. What to do: /m);
  expect(world.said()).toMatch(/^1 problem found\.$/m);
});
