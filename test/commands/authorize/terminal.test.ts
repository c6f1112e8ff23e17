import { describe, expect, it } from 'vitest';
import { allowExact, exactSession, REPOSITORY, startExact } from './logins.ts';
import { startSession } from './session.ts';

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
