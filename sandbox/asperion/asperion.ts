import { ConfigError } from '../../src/errors/errors.ts';
import { Faults } from '../faults.ts';
import type { StandingLogin } from '../login.ts';
import { Books, type Cell, localTime, type Row, type StoredFile, specOf } from './books.ts';
import { Identity } from './http/identity.ts';
import { type LoggedRequest, listen } from './http/server.ts';
import { Throttle } from './http/throttle.ts';
import { moveStock } from './rules/orders.ts';
import { rulesOf } from './rules.ts';
import { type AsperionRows, recordOf, seed } from './seed.ts';
import { type AsperionSwitches, defaultSwitches } from './switches.ts';
import { store } from './write.ts';

/** An administration of the user. */
export interface AsperionAdministration {
  readonly id: number;
  readonly name: string;
  readonly inTrade: boolean;
  /** Its records; the first administration gets those of the options. */
  readonly rows?: AsperionRows;
}

/** Options of a sandbox. */
export interface AsperionOptions {
  readonly rows: AsperionRows;
  /** The user's administrations, the default one first; default one, id 4711 with inTrade. */
  readonly administrations?: readonly AsperionAdministration[];
  /** Epoch ms. */
  readonly clock?: () => number;
  readonly switches?: Partial<AsperionSwitches>;
  /** A free one by default. */
  readonly port?: number;
  /** By default fixed names for the application, and a new refresh token for every login. */
  readonly login?: StandingLogin;
}

/** A running sandbox. Changes made here skip rules and validation, as if a person made them in the application. */
export interface AsperionSandbox extends AsyncDisposable {
  /** Address of API and identity server, without a trailing slash. */
  readonly url: string;
  /** Id of the default administration, which the methods below use by default. */
  readonly tenant: number;
  readonly clientId: string;
  readonly clientSecret: string;
  /** A refresh token from a new login. */
  issueRefreshToken(): string;
  /** Ends all tokens, as when a user withdraws the application's access. */
  revokeTokens(): void;
  readonly requests: readonly LoggedRequest[];
  readonly faults: Faults;
  /** May be changed at any time. */
  readonly switches: { -readonly [Name in keyof AsperionSwitches]: AsperionSwitches[Name] };
  rows(resource: string, tenant?: number): readonly Row[];
  files(resource: string, id: Cell, tenant?: number): readonly StoredFile[];
  /** Adds a record and returns it with its id. */
  insert(resource: string, row: object, tenant?: number): Row;
  /** Changes fields of a record and its `dateLastChange`; an order that becomes delivered moves stock. */
  update(resource: string, id: Cell, patch: object, tenant?: number): Row;
  remove(resource: string, id: Cell, tenant?: number): void;
  /** Stops listening: new connections are refused, open ones stay. */
  unplug(): void;
  /** Listens again. */
  plug(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a fake Asperion on loopback, with its identity server at the same address. Throws ConfigError for rows the catalog does not know, and Node's error for a taken port. */
export async function startAsperion(options: AsperionOptions): Promise<AsperionSandbox> {
  const clock = options.clock ?? Date.now;
  const switches = { ...defaultSwitches, ...options.switches };
  const administrations = options.administrations ?? [{ id: 4711, name: 'Voorbeeld Handel BV', inTrade: true }];
  const books = administrations.map((one) => new Books({ id: one.id, name: one.name, inTrade: one.inTrade }));
  const first = books[0];
  if (first === undefined) throw new ConfigError('SANDBOX_ROW', 'Asperion needs at least one administration.');
  const context = (own: Books) => ({ books: own, switches, now: localTime(clock()) });
  const names = administrations.map(({ id, name }) => ({ id, name }));
  for (const [index, own] of books.entries()) {
    const given = index === 0 ? options.rows : (administrations[index]?.rows ?? {});
    seed({ ...given, administrations: names }, context(own));
  }
  const { login } = options;
  const client = {
    id: login?.clientId ?? 'asperion-sandbox-client',
    secret: login?.clientSecret ?? 'asperion-sandbox-secret',
    standingToken: login?.refreshToken ?? null,
  };
  const identity = new Identity(client, switches, clock);
  const throttle = new Throttle(switches.requestsPerSecond, clock);
  const faults = new Faults();
  const server = await listen({ books, identity, throttle, switches, clock }, faults, options.port);
  const of = (tenant: number | undefined) => books.find((own) => own.administration.id === tenant) ?? first;
  return {
    url: server.url,
    tenant: first.administration.id,
    clientId: client.id,
    clientSecret: client.secret,
    issueRefreshToken: () => identity.issueRefreshToken(),
    revokeTokens: () => identity.revoke(),
    requests: server.requests,
    faults,
    switches,
    rows: (resource, tenant) => of(tenant).rows(specOf(rulesOf(resource).viewOf ?? resource).name),
    files: (resource, id, tenant) => of(tenant).files(resource, String(id)),
    insert: (resource, row, tenant) => store(resource, recordOf(resource, row, of(tenant)), null, context(of(tenant))),
    update: (resource, id, patch, tenant) => {
      const before = of(tenant).row(resource, String(id));
      if (before === null) throw new ConfigError('SANDBOX_ROW', `There is no ${resource} ${String(id)}.`);
      return store(resource, recordOf(resource, patch, of(tenant), before), before, context(of(tenant)));
    },
    remove: (resource, id, tenant) => {
      const before = of(tenant).row(resource, String(id));
      of(tenant).remove(resource, String(id));
      if (resource === 'salesorderswithlines') moveStock(of(tenant), before, null, switches);
    },
    unplug: server.unplug,
    plug: server.plug,
    close: () => server.close(),
    [Symbol.asyncDispose]: () => server.close(),
  };
}
