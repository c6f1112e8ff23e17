import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ActivityLog } from '../../src/activity/activity-log.ts';
import { readLogs, readRunsOnce } from '../../src/activity/read.ts';
import { event, folderWith, log } from './logs.ts';

/** What is read, as `run 1-1`, `20001 of 1-1` or the place of a damaged line. */
async function read(folder: string, reader = readLogs): Promise<readonly string[]> {
  const seen: string[] = [];
  for await (const line of reader(folder)) {
    if (line.kind === 'run') seen.push(`run ${line.run.run}`);
    else if (line.kind === 'event') seen.push(`${line.event.reference} of ${line.run.run}`);
    else seen.push(`${line.error.code} ${line.at.file}:${line.at.line}`);
  }
  return seen;
}

test('logs are read with their events, in folders below as well, whatever the files are called', async () => {
  const first = log(1, { events: [event(), event({ reference: '20002' })] });
  using folder = folderWith({ 'a.jsonl': first, 'b.jsonl': log(2, { after: first }), 'notes.txt': ['no log'] });
  mkdirSync(join(folder.path, 'below'));
  renameSync(join(folder.path, 'a.jsonl'), join(folder.path, 'below', 'x.jsonl'));
  expect(await read(folder.path)).toEqual(['run 2-1', 'run 1-1', '20001 of 1-1', '20002 of 1-1']);
});

test('several runs may stand in one file', async () => {
  const first = log(1, { events: [event()] });
  const second = log(2, { after: first, events: [event()] });
  using folder = folderWith({ 'all.jsonl': [...first.lines, ...second.lines] });
  expect(await read(folder.path)).toEqual(['run 1-1', '20001 of 1-1', 'run 2-1', '20001 of 2-1']);
});

test('a line that cannot be read is named, and the others are read', async () => {
  const [head = '', ...events] = log(1, { events: [event(), event({ reference: '20002' })] }).lines;
  using folder = folderWith({ 'a.jsonl': [head, '{"kind":"event",', ...events] });
  expect(await read(folder.path)).toEqual(['run 1-1', 'ACTIVITY_DAMAGED a.jsonl:2', '20001 of 1-1', '20002 of 1-1']);
});

test.each([
  ['an amount that is none', '"amount":"1.00"', '"amount":"abc"'],
  ['an amount that would fill the memory', '"amount":"1.00"', '"amount":"1e999999999"'],
  ['a VAT amount that is none', '"vat":"0.21"', '"vat":"0,21"'],
  ['a time that is none', '"startedAt":"2026-03-02T01:00:00.000Z"', '"startedAt":"9999999-01-01"'],
])('a line with %s is named', async (_, right, wrong) => {
  const booked = [{ flow: 'a', year: 2026, period: 3, vatCode: 'VH', documents: 1, amount: '1.00', vat: '0.21' }];
  const [line = ''] = log(1, { booked }).lines;
  using folder = folderWith({ 'a.jsonl': [line, line.replace(right, wrong)] });
  expect(await read(folder.path)).toEqual(['run 1-1', 'ACTIVITY_DAMAGED a.jsonl:2']);
});

test('an event at a time that is none is named', async () => {
  using folder = folderWith({ 'a.jsonl': log(1, { events: [event({ at: 'yesterday' })] }) });
  expect(await read(folder.path)).toEqual(['run 1-1', 'ACTIVITY_DAMAGED a.jsonl:2']);
});

test('the events of a run whose line cannot be read are given to no other run', async () => {
  const [head = '', ...events] = log(2, { events: [event()] }).lines;
  const broken = head.replace('"format":1', '"format":2');
  using folder = folderWith({ 'a.jsonl': [...log(1).lines, broken, ...events, ...log(3).lines], 'b.jsonl': events });
  expect(await read(folder.path)).toEqual([
    'run 1-1',
    'ACTIVITY_DAMAGED a.jsonl:2',
    'run 3-1',
    'ACTIVITY_DAMAGED b.jsonl:1',
  ]);
});

test('a log that was downloaded twice is read once by those who ask what happened', async () => {
  const first = log(1, { events: [event()] });
  using folder = folderWith({ 'a.jsonl': first, 'b.jsonl': first });
  expect(await read(folder.path, readRunsOnce)).toEqual(['run 1-1', '20001 of 1-1']);
  expect(await read(folder.path)).toHaveLength(4);
});

test('a folder without a log, or that is not there, is named', async () => {
  using folder = folderWith({ 'a.txt': [''] });
  await expect(read(folder.path)).rejects.toMatchObject({ code: 'ACTIVITY_MISSING' });
  await expect(read(join(folder.path, 'none'))).rejects.toMatchObject({ code: 'ACTIVITY_MISSING' });
});

test('a log written as it happens is read again, the run first, and replaces an older log', async () => {
  using folder = folderWith({});
  for (const number of [1, 2]) {
    const activity = new ActivityLog(folder.path);
    activity.add([event({ reference: `${number}` })]);
    activity.add([]);
    activity.add([event({ reference: `${number}0` }), event({ reference: `${number}1` })]);
    const { kind: _, format: __, ledger: ___, ...draft } = log(number).run;
    await activity.finish(activity.seal(draft, { previous: null, kept: true }));
  }
  expect(await read(folder.path)).toEqual(['run 2-1', '2 of 2-1', '20 of 2-1', '21 of 2-1']);
});

test('a disk that takes nothing is told at the end, and stops no event before', async () => {
  using folder = folderWith({});
  const activity = new ActivityLog(join(folder.path, 'gone'));
  activity.add([event()]);
  const { kind: _, format: __, ledger: ___, ...draft } = log(1).run;
  await expect(activity.finish(activity.seal(draft, { previous: null, kept: true }))).rejects.toThrow(/ENOENT/);
});

test('a number with a separator of Unicode in it stays on its line', async () => {
  using folder = folderWith({});
  const activity = new ActivityLog(folder.path);
  activity.add([event({ reference: '26\u2028013' })]);
  const { kind: _, format: __, ledger: ___, ...draft } = log(1).run;
  await activity.finish(activity.seal(draft, { previous: null, kept: true }));
  expect(await read(folder.path)).toEqual(['run 1-1', '26\u2028013 of 1-1']);
});
