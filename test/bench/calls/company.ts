import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Stage, type StageRun } from '../../../sandbox/stage.ts';
import { articleRows, products } from '../../../sandbox/world/goods.ts';
import type { Story } from '../../../sandbox/world/order-stories.ts';
import type { WorldRow } from '../../../sandbox/world/rows.ts';
import { createWorld, type World } from '../../../sandbox/world/world.ts';
import { Clock, HOUR_MS, SECOND_MS } from '../../e2e/clock.ts';

/** The checkout. */
export const root = join(import.meta.dirname, '..', '..', '..');

/** The customers and articles of a world that are written by hand come first; all behind them are ordinary and sync. */
const SPECIAL = { customers: 40, articles: 24 } as const;

/** What the orders are for: articles that both systems have. An order has one to four lines. */
const SOLD = ['KOF-1001', 'ACC-4001', 'THE-1001', 'KOF-1002'] as const;

/** Enough that no guard stops a flow, because how much is written is known here. */
export const GUARDLESS = 'extends: shipped\nguard: { maxCreates: 1000000, maxUpdates: 1000000 }\n';
const GUARDED = [
  'customers.exact-online-to-asperion',
  'orders.exact-online-to-asperion',
  'products.asperion-to-exact-online',
];

/** What a person enters, by the table that it goes into. */
type Entered = Readonly<
  Record<'Accounts' | 'Contacts' | 'SalesOrders' | 'GoodsDeliveries' | 'SalesInvoices', WorldRow[]>
>;

/**
 * A company of a given size with both systems, in step, and the records that people then enter. The clock is put forward between two
 * runs, so that no feed gives the records of the run before once more.
 */
export class BenchCompany implements AsyncDisposable {
  readonly stage: Stage;
  readonly #clock: Clock;
  readonly #later: Entered;
  readonly #articles: readonly WorldRow[];
  readonly #size: number;
  #wrote = false;

  private constructor(stage: Stage, clock: Clock, size: number, later: Entered) {
    this.stage = stage;
    this.#clock = clock;
    this.#later = later;
    this.#size = size;
    this.#articles = articleRows(1, products(1, SPECIAL.articles + size)).slice(SPECIAL.articles);
  }

  /** A company with so many customers in both systems, and twice as many orders to come, half of them of new customers. */
  static async open(size: number): Promise<BenchCompany> {
    const clock = new Clock();
    const whole = createWorld({
      customers: SPECIAL.customers + 2 * size,
      articles: SPECIAL.articles,
      orders: 2 * size,
      stories: Array.from({ length: 2 * size }, (_, at) => storyOf(at)),
    });
    const { rows } = whole.exactOnline;
    const [known, news] = [SPECIAL.customers, SPECIAL.customers + size];
    const part = (table: keyof Entered, from: number, until?: number): WorldRow[] => [
      ...(rows[table] ?? []).slice(from, until),
    ];
    const stage = await Stage.set({
      entry: join(root, 'action', 'index.js'),
      mappings: join(root, 'example', 'mappings'),
      world: worldWith(whole, { Accounts: part('Accounts', known, news), Contacts: contactsOf(rows, known, news) }),
      exactOnline: { minuteLimit: 1_000_000, dailyLimit: 10_000_000, clock: clock.now },
      asperion: { clock: clock.now },
      requestsPerSecond: 1000,
    });
    stage.inputs['state-store'] = 'file:state.bin';
    for (const flow of GUARDED) await writeFile(stage.mapping(`${flow}.yml`), GUARDLESS);
    const company = new BenchCompany(stage, clock, size, {
      Accounts: part('Accounts', news),
      Contacts: contactsOf(rows, news, news + size),
      SalesOrders: part('SalesOrders', 0),
      GoodsDeliveries: part('GoodsDeliveries', 0),
      SalesInvoices: part('SalesInvoices', 0),
    });
    do await company.settle();
    while (company.#wrote);
    return company;
  }

  /** Lets time pass, with a run: what the run before has seen is too old for each feed to show it once more. */
  async settle(): Promise<void> {
    this.forward();
    this.#wrote = (await this.run()).writes.length > 0;
    this.forward();
  }

  /** Lets two hours pass. */
  forward(): void {
    this.#clock.forward(2 * HOUR_MS);
  }

  /** Now on the Dutch clock, as both systems write it. */
  moment(): string {
    const zone = { timeZone: 'Europe/Amsterdam', dateStyle: 'short', timeStyle: 'medium' } as const;
    return new Date(this.#clock.now()).toLocaleString('sv-SE', zone).replace(' ', 'T');
  }

  /** A run of the bundle, which must be without failures. */
  async run(env: Readonly<Record<string, string>> = {}): Promise<StageRun> {
    const run = await this.stage.run({
      env: { ...env, NODE_OPTIONS: `${this.#clock.env.NODE_OPTIONS} ${env.NODE_OPTIONS ?? ''}` },
    });
    if (run.exitCode !== 0) throw new Error(`The run ended with ${run.exitCode}:\n${run.log}`);
    return run;
  }

  /** New articles in Asperion, one a second. */
  addArticles(): void {
    for (const { id: _, dateAdded: __, dateLastChange: ___, ...article } of this.#articles) {
      this.stage.asperion.insert('articles', article);
      this.#clock.forward(SECOND_MS);
    }
  }

  /** Another description for each of those articles, one a second. */
  changeArticles(): void {
    const numbers = new Set(this.#articles.map(({ articleNumber }) => articleNumber));
    for (const { id, articleNumber, description } of this.stage.asperion.rows('articles'))
      if (numbers.has(String(articleNumber)) && id !== undefined) {
        this.stage.asperion.update('articles', id, { description: `${description}, nieuw` });
        this.#clock.forward(SECOND_MS);
      }
  }

  /** Orders of customers that both systems have: each is delivered and invoiced. */
  addOrdersOfKnown(): void {
    this.#enter(['SalesOrders', 'GoodsDeliveries', 'SalesInvoices'], 0, this.#size);
  }

  /** New customers, and an order of each. */
  addOrdersOfNew(): void {
    this.#enter(['Accounts', 'Contacts'], 0);
    this.#enter(['SalesOrders', 'GoodsDeliveries', 'SalesInvoices'], this.#size);
  }

  #enter(tables: readonly (keyof Entered)[], from: number, until?: number): void {
    for (const table of tables)
      for (const row of this.#later[table].slice(from, until)) this.stage.exactOnline.insert(table, row);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stage[Symbol.asyncDispose]();
  }
}

function storyOf(at: number): Story {
  const lines = SOLD.slice(0, 1 + (at % SOLD.length)).map((sku, place) => ({ sku, quantity: 1000 * (1 + place) }));
  return { customer: SPECIAL.customers + at, lines, day: 300 };
}

function contactsOf(
  { Accounts = [], Contacts = [] }: World['exactOnline']['rows'],
  from: number,
  until: number,
): WorldRow[] {
  const ids = new Set(Accounts.slice(from, until).map(({ ID }) => ID));
  return Contacts.filter(({ Account }) => ids.has(Account ?? null));
}

/** The world when the company begins: its customers, and of the articles those that are sold. */
function worldWith({ exactOnline, asperion }: World, customers: Pick<Entered, 'Accounts' | 'Contacts'>): World {
  const none = { Addresses: [], SalesOrders: [], GoodsDeliveries: [], SalesInvoices: [], SalesItemPrices: [] };
  const articles = (asperion.rows.articles ?? []).filter(({ articleNumber }) =>
    (SOLD as readonly unknown[]).includes(articleNumber),
  );
  return {
    exactOnline: { ...exactOnline, rows: { ...exactOnline.rows, ...none, ...customers } },
    asperion: { ...asperion, rows: { ...asperion.rows, debtors: [], salesinvoiceswithlines: [], articles } },
  };
}
