import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ActionRun, runAction } from '../../../sandbox/github/runner.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const entry = join(root, 'action', 'index.js');
/** A part of several flows. */
const part = 'mappings/parts/debtor.yml';
let workspace = '';
let temp = '';

const validate = (env: Readonly<Record<string, string>> = {}): Promise<ActionRun> =>
  runAction({
    entry,
    workspace,
    temp,
    inputs: { mode: 'validate', 'state-key': 'a secret that nobody may ever see' },
    env,
  });

beforeAll(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'review-'));
  temp = await mkdtemp(join(tmpdir(), 'temp-'));
  await cp(join(root, 'mappings'), join(workspace, 'mappings'), { recursive: true });
});
afterAll(() => Promise.all([workspace, temp].map((folder) => rm(folder, { recursive: true, force: true }))));

describe('mappings under review, in the packaged action', () => {
  it('are checked in a thread of their own, and nothing of that can be told from outside', async () => {
    const run = await validate();
    expect(run.log).not.toMatch(/Error|Warning:|UNEXPECTED/);
    expect(run.annotations.filter(({ level }) => level === 'error')).toEqual([]);
    expect(run.exitCode).toBe(0);
    expect(run.masks).toContain('a secret that nobody may ever see');
    expect(run.summary).not.toBe('');
  });

  it('end the run with a mark on the line when they are wrong', async () => {
    const text = await readFile(join(workspace, part), 'utf8');
    const lines = text.split('\n');
    const line = lines.findIndex((one) => /^ +name:/.test(one)) + 1;
    await writeFile(join(workspace, part), text.replace(/^( +)name:/m, '$1nmae:'));
    const run = await validate();
    await writeFile(join(workspace, part), text);
    expect(run.exitCode).toBe(1);
    expect(run.annotations).toContainEqual(
      expect.objectContaining({ level: 'error', title: 'UNKNOWN_FIELD', file: part, line }),
    );
    expect(run.log).toContain(`UNKNOWN_FIELD ${part}:${line}:`);
    expect(run.summary).toContain('UNKNOWN_FIELD');
  });

  it('show where a mistake was found when debug logging is on', async () => {
    await writeFile(join(workspace, 'mappings/links.yml'), 'a: [\n');
    const run = await validate({ RUNNER_DEBUG: '1' });
    await cp(join(root, 'mappings/links.yml'), join(workspace, 'mappings/links.yml'));
    expect(run.exitCode).toBe(1);
    expect(run.log).toMatch(/^ {4}at /m);
  });
});
