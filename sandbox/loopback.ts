/** The names under which a browser reaches this machine itself. */
const HOSTS = /^(127(\.\d{1,3}){3}|localhost|\[::1\])(:\d+)?$/i;

/**
 * True if a call names this machine in its `Host` header. A web page whose name was made to lead here (DNS rebinding) sends its
 * own name instead, and must reach nothing.
 */
export function isLoopbackHost(host: string | null | undefined): boolean {
  return HOSTS.test(host ?? '');
}

/** What a call under another name gets: 421, as servers answer that do not serve a name. */
export const MISDIRECTED = 421;
