import { createServer, type Server, type ServerResponse } from 'node:http';
import { ConfigError } from '../../errors/errors.ts';
import { isLoopback } from '../../http/address.ts';
import { type PreparedLogin, readCode } from './login.ts';

/** A page of this machine that waits for the browser at the end of a login. */
export interface Listening extends AsyncDisposable {
  /** The code that the browser brings. Throws as `readCode` does if it brings a refusal; ConfigError `STOPPED` after Ctrl-C. */
  code(signal: AbortSignal): Promise<string>;
}

/** Waits at the redirect address of a login; null if it is not http on this machine, or if its port is taken. */
export async function listen(login: PreparedLogin): Promise<Listening | null> {
  const { protocol, hostname, port, pathname } = new URL(login.redirectUri);
  if (protocol !== 'http:' || !isLoopback(hostname)) return null;
  const arrived = Promise.withResolvers<string>();
  // The page may come before anybody waits for it.
  arrived.promise.catch(() => undefined);
  const server = createServer((request, response) => {
    // A browser asks for an icon as well, and anybody on this machine may ask for anything, also for what is no address.
    const address = URL.parse(request.url ?? '/', login.redirectUri);
    if (address?.pathname !== pathname || !address.searchParams.has('state')) return void response.writeHead(404).end();
    try {
      const code = readCode(address.href, login);
      page(response, 'You are logged in. You can close this page.', () => arrived.resolve(code));
    } catch (error) {
      // A page of another login does not end this one.
      const isOther = error instanceof ConfigError;
      page(response, 'This login did not work. Look at the terminal.', () => isOther || arrived.reject(error));
    }
  });
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (!(await opened(server, port === '' ? 80 : Number(port), host))) return null;
  return {
    code: (signal) => {
      const stop = (): void =>
        arrived.reject(
          new ConfigError('STOPPED', 'Stopped; nothing was set.', { hint: 'Run it again when you are ready.' }),
        );
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      return arrived.promise;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function opened(server: Server, port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, host, () => resolve(true));
  });
}

/** Shows a page; `then` is called when the browser has it or is gone, so that nothing is closed before. */
function page(response: ServerResponse, text: string, then: () => void): void {
  response.once('close', then);
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', Connection: 'close' });
  response.end(`<!doctype html><title>exact-asperion-sync</title><p>${text}</p>`);
}
