import { spawn } from 'node:child_process';
import type { Environment } from '../../config/inputs.ts';
import { forOthers } from './options.ts';

/** How each platform opens an address; the last argument is the address. */
const OPENERS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  // Not by `start`: the shell would read the & of the address.
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Opens an address in the person's browser, which sees no secret. Nothing happens if there is none: the address is shown as well. */
export function openBrowser(address: string, environment: Environment): void {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, address], { env: forOthers(environment), stdio: 'ignore', detached: true });
  child.once('error', () => undefined);
  child.unref();
}
