import type { Fault } from '../../../sandbox/faults.ts';
import type { Stage } from '../../../sandbox/stage.ts';

/** Calls of one kind, as a fault finds them. */
export interface Calls {
  readonly system: 'exactOnline' | 'asperion';
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: RegExp;
}

/** What is answered in place of the truth; whether the call was carried out all the same is the fault's `act`. */
export type Answer = Omit<Fault, 'act' | 'method' | 'path'>;

/** Lets calls be answered falsely from now on. */
export function arm(stage: Stage, calls: readonly Calls[], answer: Answer, act: Fault['act']): void {
  for (const { system, method, path } of calls) stage[system].faults.add({ ...answer, method, path, act });
}

/** The first read of each of the three flows. */
export const feeds: readonly Calls[] = [
  { system: 'exactOnline', method: 'GET', path: /\/sync\/CRM\/Accounts$/ },
  { system: 'asperion', method: 'GET', path: /\/articles$/ },
  { system: 'exactOnline', method: 'GET', path: /\/sync\/SalesOrder\/SalesOrderLines$/ },
];

export const newDebtor: Calls = { system: 'asperion', method: 'POST', path: /\/debtors$/ };
export const newItem: Calls = { system: 'exactOnline', method: 'POST', path: /\/logistics\/Items$/ };

/** Every kind of write that a first sync of the small world makes, each of them at least twice. */
export const writes: readonly Calls[] = [
  newDebtor,
  { system: 'asperion', method: 'PUT', path: /\/debtors\/\d+$/ },
  { system: 'asperion', method: 'POST', path: /\/salesinvoiceswithlines$/ },
  newItem,
  { system: 'exactOnline', method: 'POST', path: /\/logistics\/SalesItemPrices$/ },
  { system: 'exactOnline', method: 'PUT', path: /\/logistics\/Items\(/ },
];

export const exactToken: Calls = { system: 'exactOnline', method: 'POST', path: /\/oauth2\/token$/ };
export const asperionToken: Calls = { system: 'asperion', method: 'POST', path: /\/connect\/token$/ };

const json = { 'content-type': 'application/json' };
const sentence = 'Er is een fout opgetreden.';

/** False answers that any call may get. */
export const answers = {
  page: {
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<!doctype html><html><title>Onderhoud</title><p>Even geduld.</html>',
  },
  atom: {
    status: 200,
    headers: { 'content-type': 'application/atom+xml' },
    body: '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"></feed>',
  },
  /** In the words of both systems, and of a token endpoint. */
  error: {
    status: 200,
    headers: json,
    body: JSON.stringify({ error: { code: '', message: { lang: '', value: sentence } }, title: sentence, status: 500 }),
  },
  huge: {
    status: 200,
    headers: json,
    body: JSON.stringify({ d: { results: [] }, _data: [], filler: 'x'.repeat(40_000_000) }),
  },
  elsewhere: { status: 302, headers: { location: 'https://login.example.com/sign-in?a=1' }, body: '' },
  cut: { status: 200, headers: json, body: '{"d":{"results":[{"ID":"7","_data":[{"id":7' },
} as const satisfies Readonly<Record<string, Answer>>;

/** The true answer, under a content type that it does not have. */
export const plain: Answer = { headers: { 'content-type': 'text/plain' } };

const foreignUri = 'https://start.exactonline.nl/api/v1/999999/crm/Accounts(guid)';

/** A list of another company, in the form of both systems. */
export const foreignList: Answer = {
  status: 200,
  headers: json,
  body: JSON.stringify({
    d: { results: [{ __metadata: { uri: foreignUri }, Timestamp: '7', ID: '7' }] },
    _data: [{ id: 7 }],
    _meta: { administrationId: 999_999, nextPage: null },
  }),
};

/** A record of another company, in the form of both systems. */
export const foreignRecord: Answer = {
  status: 201,
  headers: json,
  body: JSON.stringify({
    d: { __metadata: { uri: foreignUri }, ID: '77777777-7777-4777-8777-777777777777' },
    id: 999_999,
    _meta: { administrationId: 999_999 },
  }),
};
