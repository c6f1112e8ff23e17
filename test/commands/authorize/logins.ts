import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { AsperionSandbox } from '../../../sandbox/asperion/asperion.ts';
import { type ExactOnlineSandbox, startExactOnline } from '../../../sandbox/exact-online/exact-online.ts';
import { browse, type Ended, type Session, type SessionOptions, startSession } from './session.ts';

/** Where both systems send the browser. */
export const REDIRECT = 'https://www.example.com/callback';
/** Whose secrets are set. */
export const REPOSITORY = 'example-trading/books';
/** Two administrations that are active, the name of one with control characters, and one that is not. */
export const DIVISIONS = [
  { Code: 123456, Description: 'Voorbeeld Handel B.V.', Status: 1, IsMainDivision: true },
  { Code: 123457, Description: 'Voorbeeld \u001b[31mHolding\u202e B.V.', Status: 1 },
  { Code: 123458, Description: 'Voorbeeld Oud B.V.', Status: 2 },
];
/** Matches any token. */
export const ANY_TOKEN = expect.stringMatching(/.{20}/);

/** Exact Online with so many administrations; the first one only when nothing is said. */
export const startExact = (clock: () => number = Date.now, divisions: readonly object[] = DIVISIONS.slice(0, 1)) =>
  startExactOnline({ rows: { SystemDivisions: divisions }, clock });

/** `authorize` at Exact Online. */
export function exactSession(exact: ExactOnlineSandbox, more: Partial<SessionOptions> = {}): Promise<Session> {
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

/** `authorize` at Asperion. */
export function asperionSession(asperion: AsperionSandbox, more: Partial<SessionOptions> = {}): Promise<Session> {
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

/** Gives access at the printed address, and returns the one to paste. */
export const allowExact = (address: string) => browse(address, { consent: 'yes' });
/** The same at Asperion. */
export const allowAsperion = (address: string) => browse(address, { username: 'sanne', decision: 'allow' });

/** A file that does not exist yet. */
export function newFile(): { readonly file: string } & AsyncDisposable {
  const file = join(tmpdir(), `authorize-${randomUUID()}`);
  return { file, [Symbol.asyncDispose]: () => rm(file, { force: true }) };
}

/** Options that write the pairs into a file. */
export function toFile({ file }: { readonly file: string }): Partial<SessionOptions> {
  return { args: ['--output', file] };
}

/** Whether a refresh token is good, asked as a run would. */
export async function isGood(tokenUrl: string, clientId: string, clientSecret: string, token = ''): Promise<boolean> {
  const form = { grant_type: 'refresh_token', refresh_token: token, client_id: clientId, client_secret: clientSecret };
  return (await fetch(tokenUrl, { method: 'POST', body: new URLSearchParams(form) })).ok;
}

/** Runs a login to its end; `paste` makes the pasted address from the one printed. */
export async function ending(session: Session, paste: (address: string) => Promise<string>): Promise<Ended> {
  session.answer(await paste(await session.address()));
  return session.end();
}
