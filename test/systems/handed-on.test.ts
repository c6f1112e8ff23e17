import { describe, expect, it } from 'vitest';
import { AccessError, TransientError } from '../../src/errors/errors.ts';
import type { HandedOn } from '../../src/state/tokens.ts';
import { createHandedOnTokens, refusedWith } from '../../src/systems/tokens/handed-on.ts';

const NOW = Date.parse('2026-12-01T10:00:00Z');

/** The tokens of run 41, which find the last of these from the load of that number on. */
function tokensOf(handed: HandedOn | null | readonly (HandedOn | null)[], nowMs = NOW) {
  const masked: string[] = [];
  const waits: number[] = [];
  let loads = 0;
  const all = Array.isArray(handed) ? (handed as readonly (HandedOn | null)[]) : [handed as HandedOn | null];
  const tokens = createHandedOnTokens({
    system: 'exact-online',
    load: async () => {
      loads += 1;
      return all[Math.min(loads, all.length) - 1] ?? null;
    },
    runId: '41',
    clock: () => nowMs,
    sleep: async (ms) => void waits.push(ms),
    signal: new AbortController().signal,
    mask: (secret) => masked.push(secret),
  });
  return { tokens, masked, waits, loads: () => loads };
}

const TOKEN = { runId: '41', accessToken: 'stamp-1', expiresAtMs: NOW + 600_000 };

describe('a token that another job handed on', () => {
  it('is read once, hidden from the log, and given until 30 s before its end', async () => {
    const { tokens, masked, loads } = tokensOf(TOKEN, NOW + 569_999);
    expect([await tokens.accessToken(), await tokens.accessToken()]).toEqual(['stamp-1', 'stamp-1']);
    expect([masked, loads()]).toEqual([['stamp-1'], 1]);
  });

  it('comes with the moment of its login, if that is known', async () => {
    const { tokens } = tokensOf({ ...TOKEN, loginAtMs: NOW - 1000 });
    expect(tokens.loginAtMs).toBeNull();
    await tokens.accessToken();
    expect(tokens.loginAtMs).toBe(NOW - 1000);
    const { tokens: older } = tokensOf(TOKEN);
    await older.accessToken();
    expect(older.loginAtMs).toBeNull();
  });

  it('is not given in its last seconds: the run ends, and the next one goes on', async () => {
    const { tokens } = tokensOf(TOKEN, NOW + 570_000);
    await expect(tokens.accessToken()).rejects.toMatchObject({ code: 'SHARED_TOKEN_ENDED' });
    await expect(tokens.renew('stamp-1')).rejects.toMatchObject({ code: 'SHARED_TOKEN_ENDED' });
  });

  it('is not renewed when the system refuses it', async () => {
    const { tokens } = tokensOf(TOKEN);
    await expect(tokens.renew('stamp-1')).rejects.toMatchObject({ code: 'NO_REFRESH_HERE' });
    expect(await tokens.renew('an older one')).toBe('stamp-1');
  });

  it('is waited for while only that of an earlier run shows', async () => {
    const before = { ...TOKEN, runId: '40', accessToken: 'stamp-0' };
    const refused = refusedWith(new AccessError('REFRESH_REFUSED', 'No longer accepted.'), '40');
    const { tokens, waits, masked } = tokensOf([null, before, refused, TOKEN]);
    expect(await tokens.accessToken()).toBe('stamp-1');
    expect([waits, masked]).toEqual([[2000, 4000, 8000], ['stamp-1']]);
  });

  it('is not replaced by that of an earlier run, and whoever waits gives up after two minutes', async () => {
    const { tokens, waits } = tokensOf({ ...TOKEN, runId: '40' });
    for (const _ of [1, 2]) await expect(tokens.accessToken()).rejects.toMatchObject({ code: 'SHARED_TOKEN_LATE' });
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(120_000);
  });

  it('is missed with a word on the job that hands it on', async () => {
    await expect(tokensOf(null).tokens.accessToken()).rejects.toMatchObject({
      code: 'NO_REFRESH_HERE',
      hint: expect.stringContaining('mode: shards'),
    });
  });

  it('brings the refusal that the other job got, as the same kind of error', async () => {
    const lost = new AccessError('REFRESH_REFUSED', 'No longer accepted.', { hint: 'Log in again.' });
    const silent = new TransientError('TOKEN_UNAVAILABLE', 'No answer.');
    await expect(tokensOf(refusedWith(lost, '41')).tokens.accessToken()).rejects.toEqual(lost);
    const thrown = await tokensOf(refusedWith(silent, '41'))
      .tokens.accessToken()
      .catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(TransientError);
    expect(thrown).toMatchObject({ code: 'TOKEN_UNAVAILABLE', outage: { system: 'exact-online', why: null } });
  });
});
