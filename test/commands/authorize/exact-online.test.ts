import { readFile, stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import {
  ANY_TOKEN,
  allowExact,
  DIVISIONS,
  ending,
  exactSession,
  isGood,
  newFile,
  REDIRECT,
  REPOSITORY,
  startExact,
  toFile,
} from './logins.ts';
import { startSession } from './session.ts';

describe('authorize at Exact Online, as a process', () => {
  it('leads from the address to a refresh token in a file that only its owner can read', async () => {
    let now = Date.now();
    await using exact = await startExact(() => now);
    await using place = newFile();
    await using session = await exactSession(exact, { ...toFile(place), asProcess: true });
    const address = await session.address();
    expect(Object.fromEntries(new URL(address).searchParams)).toEqual({
      client_id: exact.clientId,
      redirect_uri: REDIRECT,
      response_type: 'code',
      state: expect.stringMatching(/^[\w-]{22}$/),
      force_login: '1',
    });
    const location = await allowExact(address);
    expect(location).toMatch(/%21|!/);
    session.answer(location);
    const { isDone, out, err } = await session.end();
    expect([isDone, err]).toEqual([true, '']);
    expect(out).toMatch(/authorised for administration 123456 Voorbeeld Handel B\.V\.$/m);
    expect(out).toMatch(/Start no sync before \d{4}-\d\d-\d\d \d\d:\d\d \(Dutch time\)/);

    expect((await stat(place.file)).mode & 0o777).toBe(0o600);
    const pairs = await session.pairs(place.file);
    expect(pairs).toEqual({
      EXACT_ONLINE_CLIENT_ID: exact.clientId,
      EXACT_ONLINE_REFRESH_TOKEN: ANY_TOKEN,
      EXACT_ONLINE_DIVISION: '123456',
    });
    const code = new URL(location).searchParams.get('code') ?? '';
    for (const secret of [pairs.EXACT_ONLINE_REFRESH_TOKEN ?? '', exact.clientSecret, code]) {
      expect(out + err).not.toContain(secret);
    }
    expect(await readFile(place.file, 'utf8')).not.toContain(exact.clientSecret);
    now += 570_000;
    const token = pairs.EXACT_ONLINE_REFRESH_TOKEN;
    expect(await isGood(`${exact.url}/api/oauth2/token`, exact.clientId, exact.clientSecret, token)).toBe(true);
    const calls = exact.requests.filter(({ path }) => path.startsWith('/api/v1/')).map(({ path }) => path);
    expect(calls).toEqual(['/api/v1/current/Me', '/api/v1/123456/system/Divisions']);
  });

  it('sets secrets and variable with gh, and passes the values only on its standard input', async () => {
    await using exact = await startExact();
    await using session = await exactSession(exact, {
      gh: { failing: null },
      args: ['--repo', REPOSITORY],
      asProcess: true,
    });
    await session.line(/Let gh set the secrets in the environment "sync" of example-trading\/books\?/);
    session.answer('y');
    session.answer(await allowExact(await session.address()));
    const { isDone, out, err } = await session.end();
    expect([isDone, err]).toEqual([true, '']);
    expect(out).toMatch(
      /Set in the environment "sync" of example-trading\/books: EXACT_ONLINE_DIVISION, EXACT_ONLINE_CLIENT_ID, EXACT_ONLINE_CLIENT_SECRET, EXACT_ONLINE_REFRESH_TOKEN/,
    );
    const calls = await session.ghCalls();
    const where = `--env sync --repo ${REPOSITORY}`;
    expect(calls.map(({ args }) => args.join(' '))).toEqual([
      `secret list ${where}`,
      `variable set EXACT_ONLINE_DIVISION ${where}`,
      `secret set EXACT_ONLINE_CLIENT_ID ${where}`,
      `secret set EXACT_ONLINE_CLIENT_SECRET ${where}`,
      `secret set EXACT_ONLINE_REFRESH_TOKEN ${where}`,
    ]);
    const [, division, clientId, clientSecret, refreshToken = ''] = calls.map(({ input }) => input);
    expect([division, clientId, clientSecret, refreshToken]).toEqual([
      '123456',
      exact.clientId,
      exact.clientSecret,
      ANY_TOKEN,
    ]);
    const args = calls.map((call) => call.args.join(' ')).join('\n');
    for (const shown of [args, out, err]) {
      expect(shown).not.toContain(exact.clientSecret);
      expect(shown).not.toContain(refreshToken);
    }
    expect(calls.flatMap(({ variables }) => variables)).not.toContain('EXACT_ONLINE_CLIENT_SECRET');
  });
});

describe('authorize at Exact Online', () => {
  it('asks for whatever was not given, and lets the person pick among active companies', async () => {
    await using exact = await startExact(Date.now, DIVISIONS);
    await using session = await startSession({
      args: ['--exact-online-url', exact.url, '--environment', 'books'],
      gh: { failing: null },
    });
    await session.line(/Which system/);
    session.answer('1');
    await session.line(/Repository in which gh sets the secrets of the environment "books"/);
    session.answer(REPOSITORY);
    await session.line(/Client id/);
    session.answer(exact.clientId);
    await session.line(/Client secret/);
    session.answer(exact.clientSecret);
    await session.line(/Redirect address/);
    session.answer('http://127.0.0.1:8000/');
    await session.line(/must be a public https address/);
    session.answer(REDIRECT);
    session.answer(await allowExact(await session.address()));
    await session.line(/may see 2 administrations:/);
    expect((await session.line(/^ +2\. (.*)$/m))[1]).toBe('123457 Voorbeeld [31mHolding B.V.');
    session.answer('3');
    await session.line(/not a number in the list/);
    session.answer('2');
    expect((await session.end()).isDone).toBe(true);
    const calls = await session.ghCalls();
    expect(calls.every(({ args }) => args.join(' ').endsWith(`--env books --repo ${REPOSITORY}`))).toBe(true);
    expect(calls.find(({ args }) => args[2] === 'EXACT_ONLINE_DIVISION')?.input).toBe('123457');
  });

  it('takes the company that was named, and refuses one that the login may not see', async () => {
    await using exact = await startExact(Date.now, DIVISIONS);
    await using place = newFile();
    await using right = await exactSession(exact, {
      args: ['--output', place.file, '--exact-online-division', '123457'],
    });
    expect((await ending(right, allowExact)).isDone).toBe(true);
    expect((await right.pairs(place.file)).EXACT_ONLINE_DIVISION).toBe('123457');
    await using other = newFile();
    await using wrong = await exactSession(exact, {
      args: ['--output', other.file, '--exact-online-division', '123458'],
    });
    expect((await ending(wrong, allowExact)).err).toBe(
      'NO_ADMINISTRATION The login works, but it has no access to administration 123458 of Exact Online. | It may see: 123456, 123457.\n',
    );
    await expect(stat(other.file)).rejects.toThrow('ENOENT');
  });

  it('asks again after a wrong paste and after the address of an earlier login', async () => {
    await using exact = await startExact();
    await using place = newFile();
    await using session = await exactSession(exact, toFile(place));
    const address = await session.address();
    const location = await allowExact(address);
    session.answer(address);
    await session.line(/That is not the address the login ends at: it holds no code\..*begins with https:\/\/www/);
    const earlier = new URL(location);
    earlier.searchParams.set('state', 'of-an-earlier-login');
    session.answer(earlier.href);
    await session.line(/belongs to another login/);
    session.answer(location);
    expect((await session.end()).isDone).toBe(true);
  });

  it('reads the companies from the other list when the app may not read the first', async () => {
    await using exact = await startExact();
    exact.faults.add({ path: /system\/Divisions$/, act: 'status', status: 403 });
    await using place = newFile();
    await using session = await exactSession(exact, toFile(place));
    expect((await ending(session, allowExact)).isDone).toBe(true);
    expect((await session.pairs(place.file)).EXACT_ONLINE_DIVISION).toBe('123456');
  });
});
