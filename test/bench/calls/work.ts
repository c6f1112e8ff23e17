import type { AsperionSandbox } from '../../../sandbox/asperion/asperion.ts';
import type { ExactOnlineSandbox } from '../../../sandbox/exact-online/exact-online.ts';
import { articleRows, products } from '../../../sandbox/world/goods.ts';
import type { Story } from '../../../sandbox/world/order-stories.ts';
import type { WorldRow } from '../../../sandbox/world/rows.ts';
import { createWorld, type World } from '../../../sandbox/world/world.ts';
import { SECOND_MS } from '../../e2e/support/clock.ts';

/** The customers and articles of a world that are written by hand come first; all behind them are ordinary and sync. */
const SPECIAL = { customers: 40, articles: 24 } as const;

/** What the orders are for: articles that both systems have. An order has one to four lines. */
const SOLD = ['KOF-1001', 'ACC-4001', 'THE-1001', 'KOF-1002'] as const;

/** What a person enters, by the table that it goes into. */
type Table = 'Accounts' | 'Contacts' | 'SalesOrders' | 'GoodsDeliveries' | 'SalesInvoices';
type Entered = Readonly<Record<Table, readonly WorldRow[]>>;

/** Where people work, and what lets time pass. */
export interface Workplace {
  readonly exactOnline: ExactOnlineSandbox;
  readonly asperion: AsperionSandbox;
  forward(ms: number): void;
}

/** What people enter at a company with so many customers: as many new articles, orders of those customers, new customers with an order each. */
export class Work {
  /** The records of both systems when the company begins. */
  readonly world: World;
  readonly #size: number;
  readonly #later: Entered;
  readonly #articles: readonly WorldRow[];

  constructor(size: number) {
    const whole = createWorld({
      customers: SPECIAL.customers + 2 * size,
      articles: SPECIAL.articles,
      orders: 2 * size,
      stories: Array.from({ length: 2 * size }, (_, at) => storyOf(at)),
    });
    const {
      Accounts = [],
      Contacts = [],
      SalesOrders = [],
      GoodsDeliveries = [],
      SalesInvoices = [],
    } = whole.exactOnline.rows;
    const known = Accounts.slice(SPECIAL.customers, SPECIAL.customers + size);
    const news = Accounts.slice(SPECIAL.customers + size);
    this.#size = size;
    this.#later = { Accounts: news, Contacts: contactsOf(Contacts, news), SalesOrders, GoodsDeliveries, SalesInvoices };
    this.#articles = articleRows(1, products(1, SPECIAL.articles + size)).slice(SPECIAL.articles);
    this.world = worldWith(whole, { Accounts: known, Contacts: contactsOf(Contacts, known) });
  }

  /** New articles in Asperion, one a second. */
  addArticles({ asperion, forward }: Workplace): void {
    for (const { id: _, dateAdded: __, dateLastChange: ___, ...article } of this.#articles) {
      asperion.insert('articles', article);
      forward(SECOND_MS);
    }
  }

  /** Another description for each of those articles, one a second. */
  changeArticles({ asperion, forward }: Workplace): void {
    const numbers = new Set(this.#articles.map(({ articleNumber }) => articleNumber));
    for (const { id, articleNumber, description } of asperion.rows('articles')) {
      if (!numbers.has(String(articleNumber)) || id === undefined) continue;
      asperion.update('articles', id, { description: `${description}, nieuw` });
      forward(SECOND_MS);
    }
  }

  /** Orders of customers that both systems have: each is delivered and invoiced. */
  addOrdersOfKnown(place: Workplace): void {
    this.#enter(place, ['SalesOrders', 'GoodsDeliveries', 'SalesInvoices'], 0, this.#size);
  }

  /** New customers, and an order of each. */
  addOrdersOfNew(place: Workplace): void {
    this.#enter(place, ['Accounts', 'Contacts'], 0);
    this.#enter(place, ['SalesOrders', 'GoodsDeliveries', 'SalesInvoices'], this.#size);
  }

  #enter({ exactOnline }: Workplace, tables: readonly Table[], from: number, until?: number): void {
    for (const table of tables) for (const row of this.#later[table].slice(from, until)) exactOnline.insert(table, row);
  }
}

function storyOf(at: number): Story {
  const lines = SOLD.slice(0, 1 + (at % SOLD.length)).map((sku, place) => ({ sku, quantity: 1000 * (1 + place) }));
  return { customer: SPECIAL.customers + at, lines, day: 300 };
}

function contactsOf(contacts: readonly WorldRow[], accounts: readonly WorldRow[]): readonly WorldRow[] {
  const ids = new Set(accounts.map(({ ID }) => ID));
  return contacts.filter(({ Account }) => ids.has(Account ?? null));
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
