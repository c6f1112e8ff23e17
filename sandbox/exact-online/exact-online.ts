import { Faults } from '../faults.ts';
import type { StandingLogin } from '../login.ts';
import type { Administration } from './administration.ts';
import { insertInvoice } from './documents/invoice-of-orders.ts';
import { printed } from './documents/invoice-rules.ts';
import type { Response } from './http/answers.ts';
import { Api, type Call } from './http/api.ts';
import { readDraft } from './http/bodies.ts';
import { answerConsent } from './http/consent.ts';
import { listen, type RecordedRequest } from './http/http.ts';
import { Limits } from './http/limits.ts';
import { Authority } from './http/oauth.ts';
import { pictureBytes } from './reading/pictures.ts';
import { readRow } from './reading/reading.ts';
import { endpointOfTable, insertRow, type SeedRows, seed } from './records/seed.ts';
import { keyOf, type Row, Store } from './records/store.ts';
import { changeRecord, removeRecord } from './records/writing.ts';
import { defaultSwitches, type Switches } from './switches.ts';

/** Options of the server. */
export interface ExactOnlineOptions {
  /** Rows by entity of the catalog (`Accounts`, `SalesOrders` with nested `SalesOrderLines` …), ISO dates, no padding. */
  readonly rows: SeedRows;
  readonly division?: number;
  /** More administrations of the same user and app, each with rows and limits of its own. */
  readonly others?: readonly { readonly division: number; readonly rows: SeedRows }[];
  /** Epoch milliseconds. */
  readonly clock?: () => number;
  readonly language?: Switches['language'];
  /** Calls per clock minute. */
  readonly minuteLimit?: number;
  /** Calls per UTC day. */
  readonly dailyLimit?: number;
  readonly switches?: Partial<Switches>;
  /** A free one by default. */
  readonly port?: number;
  /** Random credentials by default. */
  readonly login?: StandingLogin;
}

/** A row as plain values: numbers, texts, booleans, null, ISO moments. */
export type SandboxRow = Readonly<Record<string, unknown>>;

/** A running Exact Online with its app and its data in memory; the methods below are about the first administration unless they name another one. */
export interface ExactOnlineSandbox extends AsyncDisposable {
  /** Scheme, host and port, no trailing slash. */
  readonly url: string;
  readonly division: number;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly requests: RecordedRequest[];
  readonly faults: Faults;
  /** May be changed at any time. */
  readonly switches: Switches;
  /** A refresh token from a new login that can be used at once. */
  issueRefreshToken(): string;
  /** Ends all tokens, as when a user withdraws the app's access. */
  revokeTokens(): void;
  /** An entity's rows as its plain resource shows them, without padding; lines are rows of their entity. */
  rows(entity: string, division?: number): readonly SandboxRow[];
  /** Adds a row as a person would in the screens and returns it. Lines may be nested. Throws for an unknown property. */
  insert(entity: string, row: object, division?: number): SandboxRow;
  /**
   * Invoices an order as a person would in the screens: quantities by the ids of its lines, and `SalesInvoices` fields that
   * win; with an `InvoiceDate` the invoice is printed. Returns the stored row. Throws for an unknown order.
   */
  invoice(order: unknown, quantities: ReadonlyMap<unknown, number>, fields: SandboxRow): SandboxRow;
  /** Changes a row as a person would: Modified and the Timestamps of all twins move. Throws when there is no such row. */
  update(entity: string, key: unknown, patch: object): void;
  /** Deletes a row and logs it in `sync/Deleted`. Throws when there is no such row. */
  remove(entity: string, key: unknown): void;
  /** Moves the administration to another database: all Timestamps start afresh, DivisionMoveDate is set (EX-division-move). */
  moveDivision(): void;
  /** Stops listening: new connections are refused, open ones stay. */
  unplug(): void;
  /** Listens again. */
  plug(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the sandbox on the loopback interface. Throws for rows that do not fit the catalog, and Node's error for a taken port. */
export async function startExactOnline(options: ExactOnlineOptions): Promise<ExactOnlineSandbox> {
  const { rows, division = 123456, clock = Date.now, minuteLimit = 60, dailyLimit = 5000 } = options;
  const language = options.language ?? defaultSwitches.language;
  const switches: Switches = { ...defaultSwitches, language, ...options.switches };
  let url = '';
  const companies = [{ division, rows }, ...(options.others ?? [])].map((one) =>
    founded({ division: one.division, switches, clock, url: () => url }, one.rows),
  );
  const of = (number = division): Administration => companies.find((one) => one.division === number) ?? company;
  const company = companies[0] as Administration;
  const { store } = company;
  const authority = new Authority(clock, switches, options.login);
  const perDay = (one: Administration) => () => switches.dailyLimits[one.division] ?? dailyLimit;
  const apis = new Map(
    companies.map((one) => [one, new Api(one, authority, new Limits(clock, minuteLimit, perDay(one)))] as const),
  );
  const faults = new Faults();
  const requests: RecordedRequest[] = [];
  const answer = (call: Call) => dispatch(company, authority, apis.get(of(divisionIn(call))) as Api, call);
  const server = await listen({ clock, faults, requests, answer, port: options.port ?? 0 });
  url = server.url;

  const demandRow = (entity: string, key: unknown): Row => {
    const wanted = String(key).toLowerCase();
    const row = store.rows(entity).find(({ fields }) => String(fields[keyOf(entity)]).toLowerCase() === wanted);
    if (row === undefined) throw new RangeError(`No ${entity} with key ${wanted}`);
    return row;
  };
  return {
    url,
    division,
    ...authority.app,
    requests,
    faults,
    switches,
    issueRefreshToken: () => authority.issueRefreshToken(),
    revokeTokens: () => authority.revoke(),
    rows: (entity, number) =>
      of(number)
        .store.rows(entity)
        .map((row) => readRow(of(number), entity, row)),
    insert: (entity, row, number) => readRow(of(number), entity, insertRow(of(number), entity, row)),
    invoice: (key, quantities, own) => {
      const order = demandRow('SalesOrders', key).fields;
      const lines = store.where('SalesOrderLines', 'OrderID', order.OrderID ?? null).flatMap((row) => {
        const quantity = quantities.get(row.fields.ID) ?? 0;
        return quantity === 0 ? [] : [{ row, quantity }];
      });
      const { InvoiceDate } = own;
      const state = typeof InvoiceDate === 'string' ? printed(store, order, InvoiceDate) : {};
      return readRow(company, 'SalesInvoices', insertInvoice(company, [{ order, lines }], { ...state, ...own }));
    },
    update: (entity, key, patch) => {
      const { fields, inside } = readDraft(endpointOfTable(entity), { ...patch }, 'person');
      changeRecord(company, { table: entity, row: demandRow(entity, key) }, { ...fields, ...inside }, 'person');
    },
    remove: (entity, key) => removeRecord(company, entity, demandRow(entity, key), 'person'),
    moveDivision: () => {
      const row = store.rows('SystemDivisions').find(({ fields }) => fields[keyOf('SystemDivisions')] === division);
      if (row !== undefined) store.change('SystemDivisions', row, { DivisionMoveDate: store.now() });
      store.restamp();
    },
    unplug: server.unplug,
    plug: server.plug,
    close: server.close,
    [Symbol.asyncDispose]: server.close,
  };
}

/** A company whose records were entered an hour ago. */
function founded(one: Omit<Administration, 'store'>, rows: SeedRows): Administration {
  let ageMs = 3_600_000;
  const company = { ...one, store: new Store(() => one.clock() - ageMs) };
  seed(company, rows);
  ageMs = 0;
  return company;
}

/** The administration in a call's address; undefined = it names none. */
function divisionIn({ address }: Call): number | undefined {
  const division = /^\/api\/v1\/(\d+)\//.exec(address.pathname)?.[1];
  return division === undefined ? undefined : Number(division);
}

const NOT_FOUND: Response = { status: 404, headers: {}, body: '' };

function dispatch(company: Administration, authority: Authority, api: Api, call: Call): Response {
  const { pathname, searchParams } = call.address;
  if (pathname.startsWith('/api/v1/')) return api.answer(call);
  const isForm = (call.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  if (pathname === '/api/oauth2/auth' || pathname === '/api/oauth2/auth/') {
    return answerConsent(
      authority,
      call.method,
      call.method === 'POST' ? new URLSearchParams(call.body) : searchParams,
    );
  }
  if (pathname === '/api/oauth2/token' && call.method === 'POST') {
    const basic = /^Basic (.+)$/.exec(call.headers.authorization ?? '')?.[1];
    const { status, body, reason } = authority.token(new URLSearchParams(isForm ? call.body : ''), basic);
    const headers = {
      'Content-Type': 'application/json; charset=utf-8',
      ...(reason === undefined ? {} : { Reason: reason }),
    };
    return { status, headers, body: JSON.stringify(body) };
  }
  if (pathname === '/docs/SysImage.aspx') {
    const token = (call.headers.authorization ?? '').replace(/^Bearer /, '');
    const isSignedIn = authority.check(token) === 'valid';
    return {
      status: 200,
      headers: { 'Content-Type': 'image/gif' },
      body: pictureBytes(company.store, searchParams, isSignedIn),
    };
  }
  return NOT_FOUND;
}
