import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type AsperionSandbox, startAsperion } from '../../src/sandbox/asperion/asperion.ts';
import { type ExactOnlineSandbox, startExactOnline } from '../../src/sandbox/exact-online/exact-online.ts';
import { browse, type Ended, type Session, type SessionOptions, startSession } from './authorize-session.ts';

const REDIRECT = 'https://www.example.com/callback';
const REPOSITORY = 'example-trading/books';
const DIVISIONS = [
  { Code: 123456, Description: 'Voorbeeld Handel B.V.', Status: 1, IsMainDivision: true },
  { Code: 123457, Description: 'Voorbeeld \u001b[31mHolding\u202e B.V.', Status: 1 },
  { Code: 123458, Description: 'Voorbeeld Oud B.V.', Status: 2 },
];
const ANY_TOKEN = expect.stringMatching(/.{20}/);

const startExact = (clock: () => number = Date.now, divisions: readonly object[] = DIVISIONS.slice(0, 1)) =>
  startExactOnline({ rows: { SystemDivisions: divisions }, clock });

function exactSession(exact: ExactOnlineSandbox, more: Partial<SessionOptions> = {}): Promise<Session> {
  const { args = [], env, ...rest } = more;
  return startSession({
    args: [
      ...['--system', 'exact-online', '--exact-online-url', exact.url, '--exact-online-client-id', exact.clientId],
      ...['--redirect-uri', REDIRECT, ...args],
    ],
    env: { EXACT_ONLINE_CLIENT_SECRET: exact.clientSecret, ...env },
    ...rest,
  });
}

function asperionSession(asperion: AsperionSandbox, more: Partial<SessionOptions> = {}): Promise<Session> {
  const { args = [], env, ...rest } = more;
  return startSession({
    args: [
      ...['--system', 'asperion', '--asperion-url', asperion.url, '--asperion-identity-url', asperion.url],
      ...['--asperion-client-id', asperion.clientId, '--redirect-uri', REDIRECT, ...args],
    ],
    env: { ASPERION_CLIENT_SECRET: asperion.clientSecret, ...env },
    ...rest,
  });
}

const allowExact = (address: string) => browse(address, { consent: 'yes' });
const allowAsperion = (address: string) => browse(address, { username: 'sanne', decision: 'allow' });

/** A file that does not exist yet. */
function newFile(): { readonly file: string } & AsyncDisposable {
  const file = join(tmpdir(), `authorize-${randomUUID()}`);
  return { file, [Symbol.asyncDispose]: () => rm(file, { force: true }) };
}

function toFile({ file }: { readonly file: string }): Partial<SessionOptions> {
  return { args: ['--output', file] };
}

/** Whether a refresh token is good, asked as a run would. */
async function isGood(tokenUrl: string, clientId: string, clientSecret: string, token = ''): Promise<boolean> {
  const form = { grant_type: 'refresh_token', refresh_token: token, client_id: clientId, client_secret: clientSecret };
  return (await fetch(tokenUrl, { method: 'POST', body: new URLSearchParams(form) })).ok;
}

/** Runs a login to its end; `paste` makes the pasted address from the one printed. */
async function ending(session: Session, paste: (address: string) => Promise<string>): Promise<Ended> {
  session.answer(await paste(await session.address()));
  return session.end();
}

describe('authorize at Exact Online, as a process', () => {
  it('leads from the address to a refresh token in a file of its owner alone', async () => {
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
    expect(out).toMatch(/Let no sync run start before \d{4}-\d\d-\d\d \d\d:\d\d \(Dutch time\)/);

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

  it('sets secrets and variable with gh, the values on its standard input only', async () => {
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
    await session.line(/no number of the list/);
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
      'NO_COMPANY The login works, but it may not see administration 123458 of Exact Online. | It may see: 123456, 123457.\n',
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

describe('authorize at Asperion', () => {
  it('logs in with scope and PKCE, as a process', async () => {
    await using asperion = await startAsperion({ rows: {}, switches: { offlineAccessScope: true } });
    await using place = newFile();
    await using session = await asperionSession(asperion, { ...toFile(place), asProcess: true });
    const address = await session.address();
    expect(Object.fromEntries(new URL(address).searchParams)).toMatchObject({
      scope: 'offline_access',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    session.answer(await allowAsperion(address));
    const { isDone, out, err } = await session.end();
    expect([isDone, err]).toEqual([true, '']);
    expect(out).toMatch(/authorised for administration 4711 Voorbeeld Handel BV/);
    expect(out).not.toMatch(/Let no sync run start/);
    const pairs = await session.pairs(place.file);
    expect(pairs).toMatchObject({ ASPERION_CLIENT_ID: asperion.clientId, ASPERION_TENANT: '4711' });
    const token = pairs.ASPERION_REFRESH_TOKEN;
    expect(out + err).not.toContain(token);
    expect(out + err).not.toContain(asperion.clientSecret);
    expect(await isGood(`${asperion.url}/connect/token`, asperion.clientId, asperion.clientSecret, token)).toBe(true);
    expect(asperion.requests.some(({ path }) => path === '/v1/administrations')).toBe(true);
  });

  it('does as settings.yml says, and tells what is missing when no refresh token comes', async () => {
    await using asperion = await startAsperion({ rows: {}, switches: { offlineAccessScope: true } });
    await using place = newFile();
    await using session = await asperionSession(asperion, {
      ...toFile(place),
      settings: 'asperion: { loginScope: "", loginPkce: false }\n',
    });
    const address = await session.address();
    expect([...new URL(address).searchParams.keys()]).toEqual(['client_id', 'redirect_uri', 'response_type', 'state']);
    session.answer(await allowAsperion(address));
    expect((await session.end()).err).toMatch(
      /^NO_REFRESH_TOKEN Asperion gave no refresh token, .* \| Set asperion\.loginScope in settings\.yml/,
    );
  });

  it('takes secret and environment names from settings.yml, and lets the person pick the company', async () => {
    await using asperion = await startAsperion({
      rows: {},
      administrations: [
        { id: 4711, name: 'Voorbeeld Handel BV', inTrade: true },
        { id: 4712, name: 'Voorbeeld Holding BV', inTrade: false },
      ],
    });
    await using session = await asperionSession(asperion, {
      args: ['--repo', REPOSITORY],
      gh: { failing: null },
      settings: 'secrets: { environment: books, asperion: ASPERION_LOGIN }\n',
    });
    session.answer('yes');
    session.answer(await allowAsperion(await session.address()));
    await session.line(/2\. 4712 Voorbeeld Holding BV/);
    session.answer('2');
    expect((await session.end()).isDone).toBe(true);
    const calls = await session.ghCalls();
    expect(calls.find(({ args }) => args[2] === 'ASPERION_TENANT')?.input).toBe('4712');
    expect(calls.at(-1)?.args.join(' ')).toBe(`secret set ASPERION_LOGIN --env books --repo ${REPOSITORY}`);
  });
});

describe('authorize on a terminal', () => {
  it('shows the refresh token for pasting, and nothing that is typed in secret', async () => {
    await using exact = await startExact();
    await using session = await exactSession(exact, { onTerminal: true, env: { EXACT_ONLINE_CLIENT_SECRET: '' } });
    await session.line(/Client secret \(it is not shown\):/);
    session.answer(exact.clientSecret);
    const location = await allowExact(await session.address());
    await session.line(/Paste the address here/);
    session.answer(location);
    const { isDone, out } = await session.end();
    expect(isDone).toBe(true);
    expect(out).toMatch(/^EXACT_ONLINE_REFRESH_TOKEN=\S{20}/m);
    expect(out).toMatch(/EXACT_ONLINE_CLIENT_SECRET: the one that you have entered here/);
    expect(out).not.toContain(exact.clientSecret);
    expect(out).not.toContain(location);
    expect(out).not.toContain(new URL(location).searchParams.get('code'));
  });

  it('shows what may be seen, and keeps it from the arrow keys', async () => {
    await using exact = await startExact();
    await using session = await startSession({
      args: ['--system', 'exact-online', '--exact-online-url', exact.url],
      onTerminal: true,
    });
    await session.line(/Client id/);
    session.answer('the-client-id');
    await session.line(/the-client-id/);
    await session.line(/Client secret/);
    session.answer('hush-hush');
    await session.line(/Redirect address/);
    session.press('\u001b[A\u001b[A');
    session.answer('');
    await session.line(/must be a public https address/);
    session.press('\u0003');
    const { err, out } = await session.end();
    expect(err).toMatch(/^STOPPED Stopped; nothing was set\./);
    expect(out).not.toContain('hush-hush');
  });

  it('still shows everything when gh fails half-way', async () => {
    await using exact = await startExact();
    await using session = await exactSession(exact, {
      onTerminal: true,
      gh: { failing: 'EXACT_ONLINE_CLIENT_SECRET' },
      args: ['--repo', REPOSITORY],
    });
    await session.line(/Let gh set/);
    session.answer('y');
    session.answer(await allowExact(await session.address()));
    const { isDone, out } = await session.end();
    expect(isDone).toBe(true);
    expect(out).toMatch(/gh could not set EXACT_ONLINE_CLIENT_SECRET .*\(\*\*\*\)/);
    expect(out).toMatch(/^EXACT_ONLINE_REFRESH_TOKEN=\S{20}/m);
    expect(out).not.toContain(exact.clientSecret);
  });
});

describe('what is in the way of a login', () => {
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
      /^CLIENT_REFUSED (Exact Online|Asperion) does not accept the client id and secret\. \| Copy both anew from/,
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
      /^NO_COMPANY The login works, but it may see no active administration of Exact Online\. \| Log in as/,
    );
    exact.switches.withoutLicence = ['SystemDivisions'];
    await using refused = await exactSession(exact, toFile(place));
    expect((await ending(refused, allowExact)).err).toMatch(/^FORBIDDEN .*hrm\/Divisions: Forbidden \| Give the app/);
  });

  it('an input that ends too early: the last problem is told, without what was pasted', async () => {
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
  it('nowhere but a terminal, a file or gh: refused before the login', async () => {
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

  it('a gh that does not reach the environment is told before the login', async () => {
    await using exact = await startExact();
    await using session = await exactSession(exact, { gh: { failing: 'secret list' }, args: ['--repo', REPOSITORY] });
    session.answer('y');
    const { out, err } = await session.end();
    expect(out).toMatch(/gh does not reach the environment "sync" of example-trading\/books: HTTP 404/);
    expect(err).toMatch(/^NO_PLACE/);
    expect(exact.requests).toEqual([]);
  });

  it('a gh that fails half-way tells what was set, and shows no secret that it repeats', async () => {
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

  it('not into a file that is there already, nor where there is no folder', async () => {
    await using exact = await startExact();
    await using place = newFile();
    await writeFile(place.file, 'of somebody else');
    await using session = await exactSession(exact, toFile(place));
    expect((await session.end()).err).toMatch(
      /^OUTPUT_FILE The file \S+ exists already\. \| Let --output name a new file/,
    );
    expect(await readFile(place.file, 'utf8')).toBe('of somebody else');
    await using below = await exactSession(exact, { args: ['--output', join(place.file, 'x')] });
    expect((await below.end()).err).toMatch(/^OUTPUT_FILE The file x cannot be written \(ENOTDIR\)/);
  });
});

describe('the arguments of authorize', () => {
  it.each([
    { args: ['--exact-online-client-secret', 'hush-hush'], asProcess: true },
    { args: ['--asperion-refresh-token=hush-hush'] },
    { args: ['--system', 'asperion', 'hush-hush'] },
  ])('never hold a secret, and none is repeated: $args', async (options) => {
    await using session = await startSession(options);
    const { isDone, out, err } = await session.end();
    expect([isDone, out]).toEqual([false, '']);
    expect(err).toMatch(/never given as an argument|takes options only/);
    expect(err).not.toContain('hush-hush');
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it.each([
    [['--system', 'exact'], /^UNKNOWN_SYSTEM There is no such system\. \| Use exact-online or asperion\./],
    [['--system', 'asperian'], /Did you mean asperion\?/],
    [['--repo', 'books'], /^BAD_REPOSITORY .*Write it like OWNER\/NAME/],
    [['--exact-online-url', 'http://start.exactonline.nl'], /^INSECURE_URL/],
    [
      ['--system', 'exact-online', '--exact-online-client-id', 'x', '--redirect-uri', 'http://www.example.com/'],
      /^BAD_REDIRECT_URI .*must be a public https address, not this machine/,
    ],
    [
      ['--system', 'exact-online', '--exact-online-client-id', 'x', '--redirect-uri', 'https://localhost/callback'],
      /^BAD_REDIRECT_URI/,
    ],
  ])('are checked with what to do: %j', async (args, expected) => {
    await using session = await startSession({
      args,
      env: { EXACT_ONLINE_CLIENT_SECRET: 'x' },
      onTerminal: true,
    });
    expect((await session.end()).err).toMatch(expected);
  });

  it('an option that does not exist is named, as a mistake in settings.yml is with its place', async () => {
    await using unknown = await startSession({ args: ['--sytem', 'asperion'], asProcess: true });
    expect((await unknown.end()).err).toMatch(
      /^UNKNOWN_OPTION authorize has no option --sytem\. What to do: Did you mean --system\?$/m,
    );
    await using broken = await startSession({ args: [], settings: 'secrets: { environmint: x }\n', asProcess: true });
    expect((await broken.end()).err).toMatch(/^UNKNOWN_KEY mappings\/settings\.yml:1:\d+ .*"environment"/);
  });

  it('have a help of their own', async () => {
    await using session = await startSession({ args: ['--help'], asProcess: true });
    const { isDone, out, err } = await session.end();
    expect([isDone, err]).toEqual([true, '']);
    expect(out).toMatch(/--redirect-uri/);
  });
});
