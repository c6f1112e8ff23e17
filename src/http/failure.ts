/**
 * Why a call brought no answer.
 * - `UNREACHABLE`: no connection could be made, so nothing was sent
 * - `CERTIFICATE`: the server's certificate is expired or not trusted; nothing was sent
 * - `UNSENDABLE`: the request itself cannot be put on the wire, such as a line break in a header; nothing was sent
 * - `TIMEOUT`, `DISCONNECTED`: sent, at least in part; then no answer, or a lost connection
 * - `TRUNCATED`: the answer was cut off
 * - `TOO_LARGE`: the answer is larger than the bound
 * - `GARBLED`: what came back is not HTTP
 * - `ABORTED`: the run was stopped in the meantime
 */
export type Failure =
  | 'UNREACHABLE'
  | 'CERTIFICATE'
  | 'UNSENDABLE'
  | 'TIMEOUT'
  | 'DISCONNECTED'
  | 'TRUNCATED'
  | 'TOO_LARGE'
  | 'GARBLED'
  | 'ABORTED';

/** Codes that say why no connection was made. Only these prove that nothing was sent, whatever the call. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENODATA', 'UND_ERR_CONNECT_TIMEOUT']);

const CODES: Readonly<Record<string, Failure>> = {
  UND_ERR_HEADERS_TIMEOUT: 'TIMEOUT',
  UND_ERR_BODY_TIMEOUT: 'TIMEOUT',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'TOO_LARGE',
  ERR_BUFFER_TOO_LARGE: 'TOO_LARGE',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'TRUNCATED',
  UND_ERR_HEADERS_OVERFLOW: 'GARBLED',
  UND_ERR_INVALID_ARG: 'UNSENDABLE',
  UND_ERR_NOT_SUPPORTED: 'UNSENDABLE',
  ERR_INVALID_CHAR: 'UNSENDABLE',
  ETIMEDOUT: 'TIMEOUT',
};

/**
 * Reads undici's, Node's and OpenSSL's error codes. Branches on `code`, never on classes: a bundle holds two copies of
 * undici. An unknown code counts as a lost connection, so that nothing that may have been sent is repeated.
 */
export function failureOf(error: unknown): Failure {
  const code = textOf(error, 'code');
  if (neverConnected(error)) return 'UNREACHABLE';
  if (isCertificateCode(code)) return 'CERTIFICATE';
  if (code.startsWith('HPE_')) return 'GARBLED';
  return CODES[code] ?? 'DISCONNECTED';
}

function neverConnected(error: unknown): boolean {
  // One error for each address of the host name: unreachable if all of them are.
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(neverConnected);
  const syscall = textOf(error, 'syscall');
  return NEVER_CONNECTED.has(textOf(error, 'code')) || syscall === 'connect' || syscall === 'getaddrinfo';
}

function isCertificateCode(code: string): boolean {
  return (
    /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY|DECRYPT)_|CRL_|HOSTNAME_MISMATCH)/.test(code) ||
    code.startsWith('ERR_TLS_CERT_')
  );
}

function textOf(error: unknown, property: 'code' | 'syscall'): string {
  if (typeof error !== 'object' || error === null) return '';
  const value: unknown = Reflect.get(error, property);
  return typeof value === 'string' ? value : '';
}
