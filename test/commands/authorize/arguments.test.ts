import { describe, expect, it } from 'vitest';
import { startSession } from './session.ts';

describe('the arguments of authorize', () => {
  it.each([
    { args: ['--exact-online-client-secret', 'hush-hush'], asProcess: true },
    { args: ['--asperion-refresh-token=hush-hush'] },
    { args: ['--system', 'asperion', 'hush-hush'] },
  ])('never hold a secret, and none is repeated: $args', async (options) => {
    await using session = await startSession(options);
    const { isDone, out, err } = await session.end();
    expect([isDone, out]).toEqual([false, '']);
    expect(err).toMatch(/cannot be given as an argument|takes options only/);
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

  it('name an unknown option, and give the place of a mistake in settings.yml', async () => {
    await using unknown = await startSession({ args: ['--sytem', 'asperion'], asProcess: true });
    expect((await unknown.end()).err).toMatch(
      /^UNKNOWN_OPTION authorize has no option --sytem\. What to do: Did you mean --system\?$/m,
    );
    await using broken = await startSession({ args: [], settings: 'secrets: { environmint: x }\n', asProcess: true });
    expect((await broken.end()).err).toMatch(/^UNKNOWN_KEY mappings\/settings\.yml:1:\d+ .*"environment"/);
  });

  it('have their own help', async () => {
    await using session = await startSession({ args: ['--help'], asProcess: true });
    const { isDone, out, err } = await session.end();
    expect([isDone, err]).toEqual([true, '']);
    expect(out).toMatch(/--redirect-uri/);
  });
});
