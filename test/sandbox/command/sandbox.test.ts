import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { appendFile, cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const cli = join(root, 'src', 'cli.ts');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-command-'));
  await cp(join(root, 'example', 'mappings'), join(folder, 'mappings'), { recursive: true });
  await appendFile(join(folder, 'mappings', 'settings.yml'), 'asperion: { requestsPerSecond: 200 }\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Makes Node as 22 is, which people may have: without what came after it. */
const OLDER = `data:text/javascript,${encodeURIComponent(`
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  for (const name of ['AsyncDisposableStack', 'DisposableStack', 'SuppressedError', 'URLPattern']) delete globalThis[name];
  for (const [of, name] of [[Promise, 'try'], [RegExp, 'escape'], [Error, 'isError']]) delete of[name];
  for (const of of [fs, fs.promises]) for (const name of ['mkdtempDisposable', 'mkdtempDisposableSync']) delete of[name];
  syncBuiltinESMExports();
`)}`;

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(process.execPath, ['--import', OLDER, cli, ...args], { cwd: folder, env: { ...process.env, ...env } });
}

/** Runs a command to its end. */
async function said(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = start(args, env);
  if (child.stdout === null || child.stderr === null) throw new Error('No output.');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: child.exitCode ?? (await once(child, 'exit'))[0], out, err };
}

/** Opens a sandbox and reads what it prints, up to its last line. */
async function opened(...args: string[]): Promise<{ child: ChildProcess; printed: string; port: string }> {
  const child = start(['sandbox', '--port', '0', ...args]);
  let printed = '';
  for await (const chunk of child.stdout ?? []) {
    printed += String(chunk);
    if (printed.includes('Ctrl-C')) break;
  }
  return { child, printed, port: /Page +http:\/\/127\.0\.0\.1:(\d+)/.exec(printed)?.[1] ?? '' };
}

/** The variables that a person is told to paste. */
const pasted = (printed: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...printed.matchAll(/^ {2}(?: {2}|export )(\w+)="([^"]*)"(?: \\)?$/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );

async function end(child: ChildProcess): Promise<number | null> {
  child.kill('SIGINT');
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}

describe('the command sandbox', () => {
  it('prints addresses that answer and variables with which doctor and plan work, until Ctrl-C', async () => {
    const { child, printed, port } = await opened();
    const env = pasted(printed);
    const state = (env.INPUT_STATE_STORE ?? '').replace(/^file:/, '');
    try {
      const addresses = [...printed.matchAll(/http:\/\/127\.0\.0\.1:\d+/g)].map(([address]) => address);
      expect(new Set(addresses).size).toBe(4);
      for (const address of new Set(addresses)) expect((await fetch(address)).status).toBeLessThan(500);
      expect(printed).toContain(`sandbox run --port ${port}`);
      const doctor = await said(['doctor'], env);
      expect([doctor.code, doctor.err]).toEqual([0, '']);
      expect(doctor.out).toMatch(/All is well: 0 errors, 0 warnings/);
      const plan = await said(['plan'], env);
      expect(plan.code).toBe(0);
      expect(plan.out).toMatch(/^Plan: 7 to create, 5 to change,/m);
      expect(existsSync(state)).toBe(true);
    } finally {
      expect(await end(child)).toBe(0);
    }
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();
    // A state that outlives its sandbox would lead the next one to logins and records that are gone.
    expect(existsSync(state)).toBe(false);
  });

  it('runs the action on the current folder: the first sync writes, the second does not', async () => {
    const { child, port } = await opened();
    try {
      const first = await said(['sandbox', 'run', '--port', port]);
      expect([first.code, first.err]).toEqual([0, '']);
      expect(first.out).toContain('✅ All in step: ');
      const second = await said(['sandbox', 'run', '--port', port]);
      expect(second.out).toContain('✅ All in step: nothing had to be written.');
      const logs = /history REFERENCE --log "([^"]+)"/.exec(first.out)?.[1] ?? '';
      const history = await said(['history', '20009', '--log', logs]);
      expect(history).toMatchObject({ code: 0, out: expect.stringContaining('20009') });
      // Nothing that a person would commit, or take for a log of GitHub.
      expect(await readdir(folder)).toEqual(['mappings']);
      const dutch = await said(['sandbox', 'run', '--port', port, '--language', 'nl']);
      expect(dutch.out).toContain('er hoefde niets te worden geschreven');
      const wrong = await said(['sandbox', 'run', '--port', port, '--mode', 'snyc']);
      expect(wrong.code).toBe(1);
      expect(wrong.out).toContain('Did you mean "sync"?');
      const outside = await said(['sandbox', 'run', '--port', port, '--mappings', '../other']);
      expect(outside.out).toContain('SANDBOX_RUN The folder ../other is not below the current one.');
    } finally {
      await end(child);
    }
    const closed = await said(['sandbox', 'run', '--port', port]);
    expect([closed.code, closed.out]).toEqual([1, '']);
    expect(closed.err).toMatch(/^SANDBOX_CLOSED No sandbox is open at port \d+\. What to do: Open one/);
  });

  it('names a port that is taken, and a world that it does not know', async () => {
    const { child, port } = await opened();
    try {
      const taken = await said(['sandbox', '--port', String(Number(port) - 1)]);
      expect(taken.err).toMatch(/^SANDBOX_PORT Port \d+ of this machine cannot be used\. What to do: /);
    } finally {
      await end(child);
    }
    expect((await said(['sandbox', '--world', 'yearend'])).err).toBe(
      'OPTION_VALUE There is no world "yearend". What to do: Did you mean year-end?\n',
    );
    expect((await said(['sandbox', '--port', 'http'])).err).toMatch(/^OPTION_VALUE --port is not a port\./);
    expect((await said(['sandbox', '--help'])).out).toMatch(/broken {4}The typical world with faults/);
  });
});
