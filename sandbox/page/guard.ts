import type { MiddlewareHandler } from 'hono';
import { isLoopbackHost, MISDIRECTED } from '../loopback.ts';

/** The page runs its own script and style, shows no foreign part, and stands in no foreign frame. */
const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/**
 * Lets only this page and programs of this machine in. A call under a foreign name (DNS rebinding) is refused, and a change that another
 * web page sends: browsers name its origin, and it can't send JSON without being asked first.
 */
export const guard: MiddlewareHandler = async (c, next) => {
  const host = c.req.header('host');
  if (!isLoopbackHost(host)) return c.json({ message: 'This sandbox answers to this machine only.' }, MISDIRECTED);
  if (!['GET', 'HEAD'].includes(c.req.method)) {
    const origin = c.req.header('origin');
    if (origin !== undefined && origin !== `http://${host}`)
      return c.json({ message: 'Another web page may not change the sandbox.' }, 403);
    if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
      return c.json({ message: 'Send JSON.' }, 415);
  }
  await next();
  for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
};
