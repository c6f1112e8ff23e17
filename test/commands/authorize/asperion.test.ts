import { describe, expect, it } from 'vitest';
import { startAsperion } from '../../../sandbox/asperion/asperion.ts';
import { allowAsperion, asperionSession, isGood, newFile, REPOSITORY, toFile } from './logins.ts';

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

  it('follows settings.yml, and says what is missing when no refresh token comes', async () => {
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

  it('takes names of secrets from settings.yml, and lets the person pick the administration', async () => {
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
