import { DateTime } from 'luxon';
import { Refusal, texts } from '../http/refusals.ts';
import type { Switches } from '../switches.ts';
import { type Property, pad } from './catalog.ts';

/**
 * A value as the sandbox stores it: moments are Amsterdam wall clock `yyyy-MM-ddTHH:mm:ss` (with `.SSS` when they have
 * milliseconds), guids lower case, codes without padding. Collections are stored as rows of their own.
 */
export type Stored = null | boolean | number | string | readonly unknown[];

/** The fields of one stored row. */
export type Fields = Readonly<Record<string, Stored>>;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(\.\d{1,7})?)?(Z|[+-]\d{2}:?\d{2})?$/;
const US = /^(\d{2})\/(\d{2})\/(\d{4})(?: (\d{2}:\d{2}:\d{2}))?$/;
const TICKS = /^\/Date\((-?\d+)\)\/$/;
const INTEGER_RANGES: Readonly<Record<string, readonly [number, number]>> = {
  'Edm.Byte': [0, 255],
  'Edm.Int16': [-32768, 32767],
  'Edm.Int32': [-2147483648, 2147483647],
  'Edm.Int64': [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};

/** The Amsterdam time at a moment in epoch milliseconds. */
export function wallClock(epochMs: number): string {
  const iso = DateTime.fromMillis(epochMs, { zone: 'Europe/Amsterdam' }).toISO({ includeOffset: false });
  return (iso ?? '').replace('.000', '');
}

/** The number in `/Date(…)/`: the local time taken as if it were UTC (EX-dates). */
export function ticksOf(iso: string): number {
  return Date.parse(`${iso.length === 10 ? `${iso}T00:00:00` : iso}Z`);
}

/** A moment from a body, a seed or a filter, as stored text; null if it is not one. `Z` shifts it (EX-dates). */
export function readMoment(text: string): string | null {
  const ticks = TICKS.exec(text);
  if (ticks !== null) return new Date(Number(ticks[1])).toISOString().replace(/(\.000)?Z$/, '');
  const us = US.exec(text);
  const [, date, time = '00:00', seconds = ':00', fraction = '', zone] =
    ISO.exec(us === null ? text : `${us[3]}-${us[1]}-${us[2]}T${us[4] ?? '00:00:00'}`) ?? [];
  if (date === undefined) return null;
  const milliseconds = fraction === '' ? '' : `.${fraction.slice(1, 4).padEnd(3, '0')}`.replace('.000', '');
  const local = `${date}T${time}${seconds}${milliseconds}`;
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(date)) return null;
  return zone === undefined ? local : wallClock(Date.parse(local + zone));
}

/** Stores a value of a seed row; throws if it does not fit its type. */
export function fromSeed(name: string, property: Property, value: unknown): Stored {
  if (property.type === 'Edm.String' && typeof value === 'string') return value.trim() === '' ? null : value;
  return fromBody(name, property, value);
}

/** Stores a value of a request's body; throws a Refusal with 400 when it does not fit its type. */
export function fromBody(name: string, property: Property, value: unknown): Stored {
  if (value === null || value === undefined) return null;
  const type = property.type ?? 'Edm.String';
  const stored = convert(type, value);
  if (stored === undefined) throw new Refusal(400, texts.badValue(name));
  return stored;
}

function convert(type: string, value: unknown): Stored | undefined {
  if (type === 'Edm.String') return convertText(value);
  if (type === 'Edm.Binary') return typeof value === 'string' && isBase64(value) ? value : null;
  if (type === 'Edm.Boolean') return typeof value === 'boolean' ? value : undefined;
  if (type === 'Edm.DateTime') return (typeof value === 'string' && readMoment(value)) || undefined;
  if (type === 'Edm.Guid') {
    const guid = String(value).toLowerCase();
    return GUID.test(guid) ? guid : undefined;
  }
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return undefined;
  const number = Number(value);
  const range = INTEGER_RANGES[type];
  if (!Number.isFinite(number)) return undefined;
  if (range === undefined) return number;
  return Number.isInteger(number) && number >= range[0] && number <= range[1] ? number : undefined;
}

/** Numbers are accepted as text; empty text is stored as null, as the API answers it. */
function convertText(value: unknown): Stored | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  return value === '' ? null : value;
}

/** An address sent as a picture is not base64 and leaves it empty (EX-pictures). */
function isBase64(text: string): boolean {
  return text.length > 0 && text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
}

/** The value as filters and answers have it: padded, but with moments still as text. */
export function presented(resource: string, name: string, property: Property, value: Stored): Stored {
  if (property.type === 'Edm.Binary') return null;
  return typeof value === 'string' && property.type === 'Edm.String' ? pad(resource, name, value) : value;
}

/** The JSON of a presented value. Int64 as text or number is one of the open questions (EX-int64). */
export function toJson(
  property: Property,
  value: Stored,
  { int64As, midnightOf }: Pick<Switches, 'int64As' | 'midnightOf'>,
): Stored {
  if (value === null) return null;
  if (property.type === 'Edm.DateTime') {
    const iso = String(value);
    return `/Date(${midnightOf === 'netherlands' && isMidnight(iso) ? dutchTicks(iso) : ticksOf(iso)})/`;
  }
  if (property.type === 'Edm.Int64' && int64As === 'text') return String(value);
  return value;
}

const isMidnight = (iso: string): boolean => !/T(?!00:00:00$)/.test(iso);

/** When Dutch clocks showed a time. */
const dutchTicks = (iso: string): number => DateTime.fromISO(iso, { zone: 'Europe/Amsterdam' }).toMillis();

/** A value in a URL: `guid'…'`, `123L`, `datetime'…'`, `'text'`, `123`. */
export function toLiteral(property: Property, value: Stored): string {
  if (value === null) return 'null';
  if (property.type === 'Edm.Guid') return `guid'${value}'`;
  if (property.type === 'Edm.DateTime') return `datetime'${value}'`;
  if (property.type === 'Edm.Int64') return `${value}L`;
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
