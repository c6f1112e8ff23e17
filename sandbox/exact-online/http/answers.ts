import { escapeXml } from './metadata.ts';
import type { Refusal } from './refusals.ts';

/** The result of a call, before it is written as JSON or Atom. */
export type Answer =
  | {
      readonly kind: 'list';
      readonly rows: readonly unknown[];
      /** `{"d":[…]}` instead of `{"d":{"results":[…]}}` (EX-list-envelope). */
      readonly isBare: boolean;
      readonly count: number | null;
      readonly next: string | null;
    }
  | { readonly kind: 'row'; readonly row: unknown }
  | { readonly kind: 'created'; readonly row: unknown; readonly location: string }
  | { readonly kind: 'text' | 'xml'; readonly text: string }
  | { readonly kind: 'nothing' };

/** An HTTP response. */
export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** How the client wants rows written; `refused` = in an unsupported way (EX-atom). */
export type Format = 'json' | 'atom' | 'refused';

/** JSON only if asked for by name; Atom by default; `application/xml` is not accepted [Chef-odata]. */
export function formatFor(accept: string | undefined): Format {
  const wanted = (accept ?? '').toLowerCase();
  if (wanted.includes('application/json')) return 'json';
  return wanted === '' || wanted.includes('*/*') || wanted.includes('atom+xml') ? 'atom' : 'refused';
}

const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' };
const ATOM_TYPE = { 'Content-Type': 'application/atom+xml; charset=utf-8' };
const XML_TYPE = { 'Content-Type': 'application/xml; charset=utf-8' };

/** Writes an answer (EX-list-envelope). */
export function writeAnswer(answer: Answer, format: Format): Response {
  switch (answer.kind) {
    case 'nothing':
      return { status: 204, headers: {}, body: '' };
    case 'text':
      return { status: 200, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: answer.text };
    case 'xml':
      return { status: 200, headers: XML_TYPE, body: answer.text };
    case 'created': {
      const headers = { ...(format === 'json' ? JSON_TYPE : ATOM_TYPE), Location: answer.location };
      return { status: 201, headers, body: format === 'json' ? json({ d: answer.row }) : atomEntry(answer.row) };
    }
    case 'row':
      return format === 'json'
        ? { status: 200, headers: JSON_TYPE, body: json({ d: answer.row }) }
        : { status: 200, headers: ATOM_TYPE, body: atomEntry(answer.row) };
    case 'list':
      return format === 'json'
        ? { status: 200, headers: JSON_TYPE, body: json({ d: answer.isBare ? answer.rows : envelope(answer) }) }
        : { status: 200, headers: ATOM_TYPE, body: atomFeed(answer.rows) };
  }
}

function envelope({ rows, count, next }: Extract<Answer, { kind: 'list' }>): unknown {
  return {
    results: rows,
    ...(count === null ? {} : { __count: String(count) }),
    ...(next === null ? {} : { __next: next }),
  };
}

/** The real service breaks its JSON with CR LF. */
function json(value: unknown): string {
  return JSON.stringify(value).replace(/^\{/, '{\r\n').replace(/\}$/, '\r\n}');
}

/** The error (EX-error-body), with its `Reason` if any; without text it has no body. */
export function writeRefusal({ status, text, reason }: Refusal, format: Format): Response {
  const headers: Record<string, string> = reason === undefined ? {} : { Reason: reason };
  // What the token is refused for is encoded as in an address (EX-unauthorized).
  if (status === 401) headers['WWW-Authenticate'] = 'Bearer error_description="access%20token%20expired"';
  if (text === null) return { status, headers, body: '' };
  if (format !== 'json') {
    const body = `<?xml version="1.0" encoding="utf-8"?><error xmlns="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><code></code><message xml:lang="">${escapeXml(text)}</message></error>`;
    return { status, headers: { ...headers, ...XML_TYPE }, body };
  }
  const body = `{\r\n"error": {\r\n"code": "", "message": {\r\n"lang": "", "value": ${JSON.stringify(text)}\r\n}\r\n}\r\n}`;
  return { status, headers: { ...headers, ...JSON_TYPE }, body };
}

const ATOM_NAMESPACES =
  'xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" ' +
  'xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"';

/** A minimal feed: enough to show a client that it did not ask for JSON (EX-atom). */
function atomFeed(rows: readonly unknown[]): string {
  const entries = rows.map((row) => atomEntry(row, '')).join('');
  return `<?xml version="1.0" encoding="utf-8"?><feed ${ATOM_NAMESPACES}>${entries}</feed>`;
}

function atomEntry(row: unknown, namespaces = ` ${ATOM_NAMESPACES}`): string {
  const properties = Object.entries(row as Readonly<Record<string, unknown>>)
    .filter(([, value]) => value === null || typeof value !== 'object')
    .map(([name, value]) =>
      value === null ? `<d:${name} m:null="true" />` : `<d:${name}>${escapeXml(String(value))}</d:${name}>`,
    );
  return `<entry${namespaces}><content type="application/xml"><m:properties>${properties.join('')}</m:properties></content></entry>`;
}
