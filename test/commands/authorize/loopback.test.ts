import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type AsperionSandbox, startAsperion } from '../../../sandbox/asperion/asperion.ts';
import { freeAddress } from './free-address.ts';
import { ANY_TOKEN, allowAsperion, newFile } from './logins.ts';
import { startSession } from './session.ts';

/** A session whose redirect address is on this machine. */
const localSession = (asperion: AsperionSandbox, redirect: string, file: string) =>
  startSession({ onTerminal: true, ...givenFor(asperion, redirect, file) });

/** What is given instead of being asked for. */
const givenFor = (asperion: AsperionSandbox, redirect: string, file: string) => ({
  args: [
    ...['--system', 'asperion', '--asperion-url', asperion.url, '--asperion-identity-url', asperion.url],
    ...['--asperion-client-id', asperion.clientId, '--redirect-uri', redirect, '--output', file],
  ],
  env: { ASPERION_CLIENT_SECRET: asperion.clientSecret },
});

/** Asks for what stands in the first line as it is: `fetch` writes an address only. */
async function statusOf(redirect: string, path: string): Promise<number | undefined> {
  const { hostname: host, port } = new URL(redirect);
  const [answer] = (await once(get({ host, port, path, agent: false }), 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
}

describe('authorize with a redirect address on this machine', () => {
  it('takes the code that the browser brings, and passes over other pages and logins', async () => {
    await using asperion = await startAsperion({ rows: {} });
    await using output = newFile();
    const redirect = await freeAddress();
    await using session = await localSession(asperion, redirect, output.file);
    const address = await session.address();
    await session.line(/this machine, which is waiting/);
    expect((await fetch(new URL('/favicon.ico', redirect))).status).toBe(404);
    expect(await statusOf(redirect, '//')).toBe(404);
    const foreign = await (await fetch(`${redirect}?code=abc&state=another`)).text();
    expect(foreign).toContain('did not work');
    const page = await fetch(await allowAsperion(address));
    expect(await page.text()).toContain('You can close this page');
    const ended = await session.end();
    expect(ended).toMatchObject({ isDone: true, err: '' });
    expect(await session.pairs(output.file)).toMatchObject({ ASPERION_REFRESH_TOKEN: ANY_TOKEN });
  });

  it('ends when access is not given', async () => {
    await using asperion = await startAsperion({ rows: {} });
    await using output = newFile();
    const redirect = await freeAddress();
    await using session = await localSession(asperion, redirect, output.file);
    const state = new URL(await session.address()).searchParams.get('state');
    await fetch(`${redirect}?error=access_denied&state=${state}`);
    expect((await session.end()).err).toMatch(/^LOGIN_DENIED/);
  });

  it('lets the person paste over SSH: the browser that logs in is on another machine', async () => {
    await using asperion = await startAsperion({ rows: {} });
    await using output = newFile();
    const redirect = await freeAddress();
    const { args, env } = givenFor(asperion, redirect, output.file);
    const SSH_CONNECTION = '192.0.2.1 50000 192.0.2.2 22';
    await using session = await startSession({ onTerminal: true, args, env: { ...env, SSH_CONNECTION } });
    const address = await session.address();
    await session.line(/Paste the address here/);
    await expect(fetch(redirect)).rejects.toThrow();
    session.answer(await allowAsperion(address));
    const { isDone, out } = await session.end();
    expect(isDone).toBe(true);
    expect(out).not.toContain('by itself');
  });

  it('lets the person paste if the port is taken', async () => {
    await using asperion = await startAsperion({ rows: {} });
    await using output = newFile();
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    try {
      const redirect = `http://127.0.0.1:${(taken.address() as AddressInfo).port}/callback`;
      await using session = await localSession(asperion, redirect, output.file);
      session.answer(await allowAsperion(await session.address()));
      expect(await session.end()).toMatchObject({ isDone: true });
    } finally {
      await new Promise((resolve) => taken.close(resolve));
    }
  });
});

it.skipIf(process.platform !== 'linux')('opens the browser on a terminal, which sees no secret', async () => {
  await using asperion = await startAsperion({ rows: {} });
  const folder = await mkdtemp(join(tmpdir(), 'browser-'));
  try {
    // A browser that goes to the address by itself would be a person; this one only notes it.
    // It writes into a pipe, whose reader waits for it: watching the folder once missed the file.
    const opened = join(folder, 'opened');
    execFileSync('mkfifo', [opened]);
    await writeFile(join(folder, 'xdg-open'), `#!/bin/sh\n(echo "$1"; env) > ${opened}\n`);
    await chmod(join(folder, 'xdg-open'), 0o755);
    await using output = newFile();
    const redirect = await freeAddress();
    const { args, env } = givenFor(asperion, redirect, output.file);
    const PATH = `${folder}:/usr/bin:/bin`;
    await using session = await startSession({ onTerminal: true, args, env: { ...env, PATH, INPUT_STATE_KEY: 'k' } });
    const address = await session.address();
    expect(address).toContain('response_type=code');
    const [first, ...seen] = (await readFile(opened, 'utf8')).trim().split('\n');
    await fetch(await allowAsperion(address));
    expect((await session.end()).isDone).toBe(true);
    expect(first).toBe(address);
    expect(seen.map((line) => line.split('=')[0])).toContain('PATH');
    expect(seen.filter((line) => /^\w*(SECRET|INPUT)/.test(line))).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
