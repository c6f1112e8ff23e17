import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startAsperion } from '../../../sandbox/asperion/asperion.ts';
import {
  ANY_TOKEN,
  allowAsperion,
  allowExact,
  asperionSession,
  DIVISIONS,
  ending,
  exactSession,
  newFile,
  REPOSITORY,
  startExact,
  toFile,
} from './logins.ts';
import { browse } from './session.ts';

describe('authorize explains why a login fails', () => {
  it('a code that is too old', async () => {
    let now = Date.now();
    await using exact = await startExact(() => now);
    await using place = newFile();
    await using session = await exactSession(exact, { ...toFile(place), asProcess: true });
    const { isDone, err } = await ending(session, async (address) => {
      const location = await allowExact(address);
      now += 180_000;
      return location;
    });
    expect([isDone, err]).toEqual([
      false,
      'CODE_REFUSED Exact Online does not accept the code of this login. What to do: A code works once and for 3 minutes, and the redirect address must be exactly the registered one. Run authorize again and paste the address at once.\n',
    ]);
    await expect(stat(place.file)).rejects.toThrow('ENOENT');
  });

  it.each(['exact-online', 'asperion'] as const)('a client secret that %s refuses', async (system) => {
    await using exact = await startExact();
    await using asperion = await startAsperion({ rows: {} });
    await using place = newFile();
    const env = { EXACT_ONLINE_CLIENT_SECRET: 'not-the-secret', ASPERION_CLIENT_SECRET: 'not-the-secret' };
    await using session =
      system === 'asperion'
        ? await asperionSession(asperion, { ...toFile(place), env })
        : await exactSession(exact, { ...toFile(place), env });
    const { err, out } = await ending(session, system === 'asperion' ? allowAsperion : allowExact);
    expect(err).toMatch(
      /^CLIENT_REFUSED (Exact Online|Asperion) does not accept the client id and secret\. \| Copy both again from/,
    );
    expect(out + err).not.toContain('not-the-secret');
  });

  it('a person who does not give access', async () => {
    await using exact = await startExact();
    await using place = newFile();
    await using session = await exactSession(exact, toFile(place));
    expect((await ending(session, (address) => browse(address, { consent: 'no' }))).err).toBe(
      'LOGIN_DENIED The login ended without access being given (access_denied). | Run authorize again, and allow the app its access.\n',
    );
  });

  it('a login that may see no company, or not the list of them', async () => {
    await using exact = await startExact(Date.now, DIVISIONS.slice(2));
    await using place = newFile();
    await using none = await exactSession(exact, toFile(place));
    expect((await ending(none, allowExact)).err).toMatch(
      /^NO_ADMINISTRATION The login works, but it has access to no active administration of Exact Online\. \| Log in as/,
    );
    exact.switches.withoutLicence = ['SystemDivisions'];
    await using refused = await exactSession(exact, toFile(place));
    expect((await ending(refused, allowExact)).err).toMatch(/^FORBIDDEN .*hrm\/Divisions: Forbidden \| Give the app/);
  });

  it('an input that ends too early: the last problem is repeated, without what was pasted', async () => {
    await using exact = await startExact();
    await using place = newFile();
    await using early = await exactSession(exact, toFile(place));
    await early.address();
    expect((await early.end()).err).toMatch(/^INPUT_ENDED The input ended before everything was answered/);
    await using wrong = await exactSession(exact, toFile(place));
    const { err } = await ending(wrong, async () => 'a-secret-pasted-by-mistake');
    expect(err).toMatch(/^WRONG_PASTE That is not the address the login ends at/);
    expect(err).not.toContain('a-secret');
  });

  it('a system that does not answer', async () => {
    await using exact = await startExact();
    exact.faults.add({ path: /oauth2\/token/, act: 'status', status: 503 });
    await using place = newFile();
    await using session = await exactSession(exact, toFile(place));
    expect((await ending(session, allowExact)).err).toBe(
      'TOKEN_UNAVAILABLE Exact Online did not exchange the code: it answered with status 503. | Run authorize again in a few minutes.\n',
    );
  });
});

describe('where the refresh token may go', () => {
  it('only to a terminal, a file or gh: anything else is refused before the login', async () => {
    await using exact = await startExact();
    await using session = await exactSession(exact, { asProcess: true });
    const { isDone, out, err } = await session.end();
    expect([isDone, out]).toEqual([false, '']);
    expect(err).toMatch(
      /^NO_PLACE There is no place for the refresh token: it is shown on a terminal only\. What to do: .*--output FILE/,
    );
    await using declined = await exactSession(exact, { gh: { failing: null }, args: ['--repo', REPOSITORY] });
    declined.answer('n');
    expect((await declined.end()).err).toMatch(/^NO_PLACE There is no place for the refresh token/);
    expect(await declined.ghCalls()).toEqual([]);
    expect(exact.requests).toEqual([]);
  });

  it('not through a gh that cannot reach the environment: it is refused before the login', async () => {
    await using exact = await startExact();
    await using session = await exactSession(exact, { gh: { failing: 'secret list' }, args: ['--repo', REPOSITORY] });
    session.answer('y');
    const { out, err } = await session.end();
    expect(out).toMatch(/gh does not reach the environment "sync" of example-trading\/books: HTTP 404/);
    expect(err).toMatch(/^NO_PLACE/);
    expect(exact.requests).toEqual([]);
  });

  it('only partly when gh fails half-way: the message says what was set, and shows no secret', async () => {
    await using exact = await startExact();
    await using session = await exactSession(exact, {
      gh: { failing: 'EXACT_ONLINE_REFRESH_TOKEN' },
      args: ['--repo', REPOSITORY],
      asProcess: true,
    });
    session.answer('y');
    const { isDone, out, err } = await ending(session, allowExact);
    expect(isDone).toBe(false);
    expect(err).toMatch(
      /^GH_FAILED gh could not set EXACT_ONLINE_REFRESH_TOKEN \(set before: EXACT_ONLINE_DIVISION, .*\): HTTP 404: Not Found \(\*\*\*\)\. What to do: Run authorize again/,
    );
    const token = (await session.ghCalls()).at(-1)?.input;
    expect(token).toEqual(ANY_TOKEN);
    expect(out + err).not.toContain(token);
  });

  it('not into a file that already exists, nor into a folder that does not', async () => {
    await using exact = await startExact();
    await using place = newFile();
    await writeFile(place.file, 'of somebody else');
    await using session = await exactSession(exact, toFile(place));
    expect((await session.end()).err).toMatch(
      /^OUTPUT_FILE The file \S+ exists already\. \| Use --output with a new file/,
    );
    expect(await readFile(place.file, 'utf8')).toBe('of somebody else');
    await using below = await exactSession(exact, { args: ['--output', join(place.file, 'x')] });
    expect((await below.end()).err).toMatch(/^OUTPUT_FILE The file x cannot be written \(ENOTDIR\)/);
  });
});
