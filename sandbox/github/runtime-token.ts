import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a workflow or job may do with the cache: the key `cache-mode`, empty if unset (GH-cache-mode). */
export type CacheMode = '' | 'read' | 'write' | 'write-only' | 'none';

/** One branch scope of a runtime token; `Permission` is a sum of 1 (read) and 2 (write). */
export interface CacheScope {
  readonly Scope: string;
  readonly Permission: number;
}

const READ = 1;
const WRITE = 2;
const ALLOWED: Readonly<Record<CacheMode, number>> = {
  '': READ + WRITE,
  read: READ,
  write: READ + WRITE,
  'write-only': WRITE,
  none: 0,
};

/** The scopes of a run on `ref`: its own with all rights of the mode, then the default branch for reading only. */
export function cacheScopes(ref: string, defaultRef: string, mode: CacheMode): readonly CacheScope[] {
  const own = { Scope: ref, Permission: ALLOWED[mode] };
  const inherited = { Scope: defaultRef, Permission: ALLOWED[mode] & READ };
  return (ref === defaultRef ? [own] : [own, inherited]).filter((scope) => scope.Permission > 0);
}

/** The refs of scopes that may be read, the run's own first. */
export function readableRefs(scopes: readonly CacheScope[]): readonly string[] {
  return scopes.filter((scope) => (scope.Permission & READ) !== 0).map((scope) => scope.Scope);
}

/** The ref that a token may write to, null for a read-only token. */
export function writableRef(scopes: readonly CacheScope[]): string | null {
  return scopes.find((scope) => (scope.Permission & WRITE) !== 0)?.Scope ?? null;
}

/** A runtime token as the runner hands it out: a JWT whose claim `ac` is a JSON text of scopes (GH-runtime-token). */
export function issueRuntimeToken(scopes: readonly CacheScope[], signingKey: Buffer): string {
  const parts = [{ alg: 'HS256', typ: 'JWT' }, { ac: JSON.stringify(scopes) }];
  const body = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${body}.${sign(body, signingKey)}`;
}

/** The scopes of a token from this sandbox, null for any other text. */
export function readRuntimeToken(token: string, signingKey: Buffer): readonly CacheScope[] | null {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const expected = Buffer.from(sign(`${header}.${payload}`, signingKey));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { ac: string };
  return JSON.parse(claims.ac) as CacheScope[];
}

function sign(body: string, signingKey: Buffer): string {
  return createHmac('sha256', signingKey).update(body).digest('base64url');
}
