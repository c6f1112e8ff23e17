import { expect, test } from 'vitest';
import { readLogs } from '../../src/activity/read.ts';
import { type LedgerVerdict, verifyLedger } from '../../src/activity/verify-ledger.ts';
import { event, folderWith, type Log, log } from './logs.ts';

const first = log(1, { events: [event(), event({ reference: '20002' }), event({ reference: '20003' })] });
const second = log(2, { after: first, events: [event({ fields: ['name'] })] });
const third = log(3, { after: second });
const whole = { 'a.jsonl': first, 'b.jsonl': second, 'c.jsonl': third };

async function verify(files: Readonly<Record<string, Log | readonly string[]>>): Promise<LedgerVerdict> {
  using folder = folderWith(files);
  return await verifyLedger(readLogs(folder.path));
}

/** The problems, as `a.jsonl:1 what`. */
async function problems(files: Readonly<Record<string, Log | readonly string[]>>): Promise<readonly string[]> {
  const verdict = await verify(files);
  return verdict.problems.map(({ at, message }) => `${at?.file}:${at?.line} ${message}`);
}

const edited = ({ lines }: Log, at: number, from: string, to: string): readonly string[] =>
  lines.map((line, index) => (index === at ? line.replace(from, to) : line));

test('logs match as written, also when one was downloaded twice, in any order', async () => {
  const { chains, problems } = await verify({ ...whole, '0.jsonl': third });
  expect(problems).toEqual([]);
  expect(chains.map(({ administration, runs, isCut }) => [administration, runs.length, isCut])).toEqual([
    ['4711', 3, false],
  ]);
});

test('a changed event is found, with the lines among which it is', async () => {
  expect(await problems({ ...whole, 'a.jsonl': edited(first, 2, '20002', '20009') })).toEqual([
    'a.jsonl:1 Run 1-1 does not match its events: one of the lines 2 to 4 was changed.',
  ]);
  expect(await problems({ ...whole, 'b.jsonl': edited(second, 1, 'name', 'city') })).toEqual([
    'b.jsonl:1 Run 2-1 does not match its events: line 2 was changed.',
  ]);
});

test('an event that was taken out or put in is found', async () => {
  const missing = 'a.jsonl:1 Run 1-1 has 3 events by its own count, and 2 below it.';
  expect(await problems({ ...whole, 'a.jsonl': first.lines.toSpliced(2, 1) })).toEqual([missing]);
  const more = 'c.jsonl:1 Run 3-1 has 0 events by its own count, and 1 below it.';
  expect(await problems({ ...whole, 'c.jsonl': [...third.lines, JSON.stringify(event())] })).toEqual([more]);
});

test('a changed line of a run is found: its counts, its amounts, its commit', async () => {
  expect(await problems({ ...whole, 'b.jsonl': edited(second, 0, '"result":"ok"', '"result":"red"') })).toEqual([
    'b.jsonl:1 Run 2-1 was changed after it was written.',
  ]);
});

test('a changed run with a new hash of its own is missed by the run after it', async () => {
  const forged = log(2, { after: first, events: [] });
  expect(await problems({ ...whole, 'b.jsonl': forged })).toEqual([
    expect.stringMatching(/^c\.jsonl:1 Run 3-1 follows a run that is not here: [0-9a-f]{12}…\.$/),
  ]);
});

test('a run that was removed from the middle is found', async () => {
  expect(await problems({ 'a.jsonl': first, 'c.jsonl': third })).toEqual([
    expect.stringMatching(/^c\.jsonl:1 Run 3-1 follows a run that is not here/),
  ]);
});

test('runs whose times were swapped are found, even with new hashes', async () => {
  const late = log(2);
  const early = log(1, { after: late });
  expect(await problems({ 'a.jsonl': late, 'b.jsonl': early })).toEqual([
    'b.jsonl:1 Run 1-1 follows run 2-1, which began after it.',
  ]);
});

test('the events of two runs that were swapped are found', async () => {
  const one = log(1, { events: [event()] });
  const two = log(2, { after: one, events: [event({ reference: '20002' })] });
  const [, ...ofOne] = one.lines;
  const [, ...ofTwo] = two.lines;
  const swapped = { 'a.jsonl': [one.lines[0] ?? '', ...ofTwo], 'b.jsonl': [two.lines[0] ?? '', ...ofOne] };
  expect(await problems(swapped)).toHaveLength(2);
});

test('two runs that both follow the same one are found, unless the progress of one was not kept', async () => {
  const rival = log(4, { after: first });
  expect(await problems({ ...whole, 'd.jsonl': rival })).toEqual([
    'd.jsonl:1 Run 4-1 and run 2-1 both follow the same run.',
  ]);
  expect(await problems({ ...whole, 'd.jsonl': log(4, { after: first, kept: false }) })).toEqual([]);
});

test('a folder may begin in the middle, also behind a run that was not kept, and says so', async () => {
  const loser = log(2, { after: first, kept: false });
  const { chains, problems } = await verify({ 'a.jsonl': loser, 'b.jsonl': log(3, { after: first }) });
  expect(problems).toEqual([]);
  expect(chains[0]).toMatchObject({ isCut: true, restarts: [] });
});

test('a chain that begins anew is no mistake, and is named', async () => {
  const { chains, problems } = await verify({ ...whole, 'd.jsonl': log(4) });
  expect(problems).toEqual([]);
  expect(chains[0]?.restarts.map(({ run }) => run.run)).toEqual(['4-1']);
  const refused = log(1, { kept: false });
  const { chains: others } = await verify({ 'a.jsonl': refused, 'b.jsonl': log(2) });
  expect(others[0]?.restarts).toEqual([]);
});

test('each administration has a chain of its own', async () => {
  const { chains, problems } = await verify({ ...whole, 'd.jsonl': log(4, { administration: '4712' }) });
  expect(problems).toEqual([]);
  expect(chains.map(({ administration, runs }) => [administration, runs.length])).toEqual([
    ['4711', 3],
    ['4712', 1],
  ]);
});

test('a line that cannot be read is a problem, and so is what it hides', async () => {
  const found = await problems({ ...whole, 'b.jsonl': ['{', ...second.lines.slice(1)] });
  expect(found).toHaveLength(2);
  expect(found[0]).toMatch(/^b\.jsonl:1 This line/);
  expect(found[1]).toMatch(/^c\.jsonl:1 Run 3-1 follows a run that is not here/);
});
