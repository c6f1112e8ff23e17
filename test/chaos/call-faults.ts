import type { Fault } from '../../sandbox/faults.ts';
import { cutOff, emptyPage, lastRowLeftOut, leadingTo } from './answers.ts';
import type { Company } from './company.ts';
import { TIME_LIMIT_MIN } from './fake-time.ts';
import { exactPages } from './small-world.ts';

/** The two systems, as the sandboxes are called. */
export type SystemKey = 'exactOnline' | 'asperion';

/** A call of the clean story: which of its system's calls it is, counted from 0, and what it was for. */
export interface KnownCall {
  readonly system: SystemKey;
  readonly number: number;
  readonly name: string;
  readonly kind: 'read' | 'write' | 'token';
  /** Its answer was a page of a list. */
  readonly isList: boolean;
  /** It went to the system that the flows read. */
  readonly isOfSource: boolean;
}

/** What a fault makes of a call, without the place. */
export type Struck = Omit<Fault, 'method' | 'path' | 'skip'>;

/** Something that goes wrong with one call. */
export interface CallFault {
  readonly name: string;
  /** Codes with which flows may stop for it; no other ones when left out. The next run goes on without anybody. */
  readonly stops?: readonly string[];
  /** The calls that it can meet; all when left out. */
  readonly meets?: (call: KnownCall) => boolean;
  /** `unplugged`: nobody listens when the call sets out. */
  readonly strike: (company: Company, system: SystemKey) => Struck | 'unplugged' | 'unplugged-for-long';
  /** A token call is carried out, and nobody hears of the new pair: the login is lost. */
  readonly losesToken?: boolean;
  /** The next run begins so soon after it, ms; when left out, as the schedule has it. */
  readonly nextRunAfterMs?: number;
  /** What a person must hear of, and act on. */
  readonly needs?: 'REFRESH_REFUSED';
}

const isWrite = ({ kind }: KnownCall): boolean => kind === 'write';
const isCreate = ({ kind, name }: KnownCall): boolean => kind === 'write' && name.startsWith('POST');
const isNoToken = ({ kind }: KnownCall): boolean => kind !== 'token';
const isPage = ({ isList }: KnownCall): boolean => isList;

const status = (code: number, more: Partial<Struck> = {}): Struck => ({
  act: 'status',
  status: code,
  body: '',
  headers: {},
  ...more,
});
const html = { 'content-type': 'text/html' };
const json = { 'content-type': 'application/json' };
const sentence = JSON.stringify({
  error: { code: '', message: { lang: '', value: 'Er is een fout opgetreden.' } },
  title: 'Er is een fout opgetreden.',
});

/** Longer than a call may take, and than an access token lives. */
const TOO_LONG_MS = 181_000;
const OLD_TOKEN_MS = { exactOnline: 660_000, asperion: 3_660_000 };

/** The address of the call that just arrived. */
function selfOf(company: Company, system: SystemKey): string {
  const { requests, url } = company[system];
  const call = requests.at(-1);
  const query = call?.query.replace(/^\?/, '') ?? '';
  return `${url}${call?.path ?? ''}${query === '' ? '' : `?${query}`}`;
}

/** A call that the system carries out some seconds after its gateway gave up. */
const late = (name: string, code: number, storeAfterMs: number): CallFault => ({
  name,
  stops: ['TOKEN_UNAVAILABLE'],
  meets: ({ kind }) => kind !== 'read',
  losesToken: true,
  strike: () => ({ act: 'store-late', status: code, body: '', headers: {}, storeAfterMs }),
});

/** A run that is killed while a call is under way, which the system carries out later; somebody starts the next run at once. */
const killedAndLate = (name: string, storeAfterMs: number): CallFault => ({
  name,
  stops: ['KILLED'],
  meets: isWrite,
  nextRunAfterMs: 1000,
  strike: (company) => ({ act: 'store-late', storeAfterMs, after: () => company.life.kill() }),
});

/** All that may go wrong with a call: its name, what becomes of the call, and what a person has to do afterwards. */
export const callFaults: readonly CallFault[] = [
  { name: '429', stops: ['TOKEN_UNAVAILABLE'], strike: () => status(429) },
  {
    name: '429-retry-after',
    stops: ['TOKEN_UNAVAILABLE'],
    strike: () => status(429, { headers: { 'retry-after': '7' } }),
  },
  {
    name: '429-for-an-hour',
    stops: ['HELD_OFF', 'TOKEN_UNAVAILABLE'],
    strike: () => status(429, { headers: { 'retry-after': '3600' } }),
  },
  { name: '429-stored', meets: isWrite, strike: () => ({ act: 'replace', status: 429, headers: {}, body: '' }) },
  {
    name: '409-stored',
    meets: isCreate,
    strike: () => ({ act: 'replace', status: 409, headers: json, body: sentence }),
  },
  { name: '500', stops: ['TOKEN_UNAVAILABLE'], strike: () => status(500) },
  { name: '500-told', stops: ['TOKEN_UNAVAILABLE'], strike: () => status(500, { headers: json, body: sentence }) },
  {
    name: '500-told-stored',
    losesToken: true,
    meets: isWrite,
    strike: () => ({ act: 'replace', status: 500, headers: json, body: sentence }),
  },
  { name: '502', stops: ['TOKEN_UNAVAILABLE'], strike: () => status(502) },
  { name: '503', stops: ['TOKEN_UNAVAILABLE'], strike: () => status(503) },
  { name: '504', stops: ['TOKEN_UNAVAILABLE'], strike: () => status(504) },
  { name: '503-for-long', stops: ['GAVE_UP', 'TOKEN_UNAVAILABLE'], strike: () => status(503, { times: 9 }) },
  late('502-stored-after-1-s', 502, 1000),
  late('503-stored-after-8-s', 503, 8000),
  late('504-stored-after-40-s', 504, 40_000),
  late('504-stored-after-5-min', 504, 300_000),
  { name: 'refused', strike: () => 'unplugged' },
  { name: 'refused-for-long', stops: ['UNREACHABLE'], strike: () => 'unplugged-for-long' },
  { name: 'reset-before', stops: ['GAVE_UP'], strike: () => ({ act: 'drop-before' }) },
  { name: 'reset-after', stops: ['GAVE_UP'], losesToken: true, strike: () => ({ act: 'drop-after' }) },
  {
    name: 'answer-cut',
    stops: ['GAVE_UP', 'NOT_JSON'],
    losesToken: true,
    strike: () => ({ act: 'replace', rewrite: cutOff }),
  },
  {
    name: 'slow-before',
    stops: ['GAVE_UP'],
    strike: ({ time }) => ({ act: 'hang-before', after: () => time.pass(TOO_LONG_MS) }),
  },
  {
    name: 'slow-after',
    stops: ['GAVE_UP'],
    losesToken: true,
    strike: ({ time }) => ({ act: 'hang-after', after: () => time.pass(TOO_LONG_MS) }),
  },
  {
    name: 'page-of-a-proxy',
    stops: ['NOT_JSON', 'TOKEN_UNAVAILABLE'],
    losesToken: true,
    strike: () => ({ act: 'replace', status: 200, headers: html, body: '<html><p>Even geduld.</html>' }),
  },
  {
    name: 'object-of-another-kind',
    stops: ['BAD_ANSWER', 'TOKEN_UNAVAILABLE'],
    losesToken: true,
    strike: () => ({
      act: 'replace',
      status: 200,
      headers: json,
      body: '{"d":{"Message":"x"},"_data":[{}],"_meta":{"totalCount":1}}',
    }),
  },
  {
    name: 'other-json',
    stops: ['BAD_ANSWER', 'TOKEN_UNAVAILABLE'],
    losesToken: true,
    strike: () => ({ act: 'replace', status: 200, headers: json, body: '{"d":{"results":"7"},"_data":7}' }),
  },
  {
    name: 'no-body',
    stops: ['NOT_JSON', 'TOKEN_UNAVAILABLE'],
    losesToken: true,
    strike: () => ({ act: 'replace', status: 200, headers: json, body: '' }),
  },
  {
    name: 'short-page',
    meets: isPage,
    strike: ({ exactOnline: { switches } }, system) =>
      system === 'asperion'
        ? { act: 'replace', rewrite: lastRowLeftOut }
        : {
            act: 'replace',
            before: () => Object.assign(switches, { pageSize: 1 }),
            after: () => Object.assign(switches, { pageSize: exactPages }),
          },
  },
  {
    name: 'row-missing',
    meets: (call) => isPage(call) && call.isOfSource && call.system === 'exactOnline',
    strike: () => ({ act: 'replace', rewrite: lastRowLeftOut }),
  },
  {
    name: 'empty-page',
    stops: ['BAD_ANSWER'],
    meets: isPage,
    strike: (company, system) => ({ act: 'replace', rewrite: (text) => emptyPage(text, selfOf(company, system)) }),
  },
  {
    name: 'repeated-page',
    stops: ['BAD_ANSWER'],
    meets: isPage,
    strike: (company, system) => ({ act: 'replace', rewrite: (text) => leadingTo(text, selfOf(company, system)) }),
  },
  { name: '401', stops: ['FORBIDDEN'], meets: isNoToken, strike: () => status(401) },
  {
    name: 'token-expired',
    meets: isNoToken,
    strike: ({ time }, system) => ({ act: 'replace', before: () => time.leap(OLD_TOKEN_MS[system]) }),
  },
  {
    name: 'token-revoked',
    stops: ['FORBIDDEN'],
    needs: 'REFRESH_REFUSED',
    strike: (company, system) => ({ act: 'replace', before: () => company[system].revokeTokens() }),
  },
  {
    name: 'time-is-up',
    stops: ['OUT_OF_TIME'],
    strike: ({ time }) => ({ act: 'replace', after: () => time.leap(TIME_LIMIT_MIN * 60_000) }),
  },
  {
    name: 'killed-before',
    stops: ['KILLED'],
    strike: (company) => ({ act: 'hang-before', after: () => company.life.kill() }),
  },
  {
    name: 'killed-after',
    stops: ['KILLED'],
    losesToken: true,
    strike: (company) => ({ act: 'hang-after', after: () => company.life.kill() }),
  },
  killedAndLate('killed-stored-after-20-s', 20_000),
  killedAndLate('killed-stored-after-9-min', 540_000),
  {
    name: 'cancelled-before',
    stops: ['CANCELLED'],
    strike: (company) => ({ act: 'drop-before', after: () => company.life.cancel() }),
  },
  {
    name: 'cancelled-after',
    stops: ['CANCELLED'],
    losesToken: true,
    strike: (company) => ({ act: 'drop-after', after: () => company.life.cancel() }),
  },
  {
    name: 'cancelled',
    stops: ['CANCELLED'],
    strike: (company) => ({ act: 'replace', after: () => company.life.cancel() }),
  },
];
