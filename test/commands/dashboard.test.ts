import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dashboardCommand } from '../../src/commands/dashboard/command-line.ts';
import { eventLine, runLine } from '../dashboard/logs.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dashboard-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the command in the folder; what it writes. */
async function dashboard(...args: string[]): Promise<string> {
  let said = '';
  const output = { write: (text: string) => (said += text) };
  await dashboardCommand(args, { output, currentFolder: folder, clock: () => 0 });
  return said;
}

/** Writes a log of lines. */
function log(path: string, ...lines: readonly (object | string)[]): void {
  const file = join(folder, 'activity', path);
  mkdirSync(join(file, '..'), { recursive: true });
  const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  writeFileSync(file, texts.map((line) => `${line}\n`).join(''));
}

test('dashboard makes one page of all logs in a folder and in its folders', async () => {
  log('activity-1/log.jsonl', runLine({ run: '1-1' }), eventLine());
  log('activity-2/log.jsonl', runLine({ run: '2-1' }));
  expect(await dashboard()).toMatch(/^dashboard\.html shows 2 runs and 1 event, \d\.\d MB\. Open it in a browser\.\n/);
  expect(readFileSync(join(folder, 'dashboard.html'), 'utf8')).toMatch(/^<!doctype html>/);
});

test('an artifact that was downloaded twice counts once', async () => {
  log('a.jsonl', runLine(), eventLine());
  log('copy/a.jsonl', runLine(), eventLine());
  expect(await dashboard('--out', 'november.html')).toMatch(/^november\.html shows 1 run and 1 event,/);
});

test('lines that cannot be read are told, the first of them one by one', async () => {
  log('a.jsonl', runLine(), ...Array.from({ length: 7 }, () => '{ torn'), eventLine());
  const said = (await dashboard()).split('\n');
  expect(said.slice(0, 7)).toEqual([
    expect.stringMatching(/^ACTIVITY_DAMAGED a\.jsonl:2:1 /),
    ...Array.from({ length: 4 }, () => expect.stringContaining('ACTIVITY_DAMAGED')),
    'And 2 lines more that cannot be read.',
    expect.stringMatching(/1 run and 1 event/),
  ]);
});

test('without a log, and without a run in it, there is nothing to show', async () => {
  const missing = { code: 'ACTIVITY_MISSING', hint: expect.stringContaining('--log') };
  await expect(dashboard()).rejects.toMatchObject(missing);
  mkdirSync(join(folder, 'activity'));
  await expect(dashboard()).rejects.toMatchObject(missing);
  log('a.jsonl', 'no run');
  await expect(dashboard()).rejects.toMatchObject({ ...missing, message: 'No run in activity can be read.' });
});

test('a page that cannot be written is one sentence', async () => {
  log('a.jsonl', runLine());
  await expect(dashboard('--out', 'no/such/folder.html')).rejects.toMatchObject({
    code: 'OUTPUT_FILE',
    message: 'The file folder.html cannot be written.',
  });
});
