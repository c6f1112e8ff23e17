import { ConfigError } from '../errors/errors.ts';

/**
 * Reads an address and makes sure that it is https, or http to this machine.
 * Throws ConfigError `BAD_URL` if it is not an address, `INSECURE_URL` if it would be sent unencrypted. The
 * message names only the host, because paths and queries may hold record values.
 */
export function secureUrl(text: string, input: string): URL {
  const url = URL.parse(text);
  if (url === null) {
    throw new ConfigError('BAD_URL', `The address built from the input ${input} is not a valid one`, {
      hint: `Set ${input} to a full address such as https://host.example.`,
    });
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return url;
  throw new ConfigError('INSECURE_URL', `The address of ${url.hostname || url.protocol} is not https`, {
    hint: `Start ${input} with https://; plain http is accepted only for loopback addresses.`,
  });
}

/** True for 127.0.0.0/8, ::1 and localhost, as `URL.hostname` writes them (`127.1` is normalised there). */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}
