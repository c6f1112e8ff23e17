import type { Row } from '../../sandbox/asperion/books.ts';
import type { SandboxRow } from '../../sandbox/exact-online/exact-online.ts';
import { addDelivery, addInvoice } from '../../sandbox/exact-online/order-documents.ts';
import { type Chance, chance } from '../../sandbox/world/random.ts';
import type { Company } from './company.ts';

/** Where people work. */
type Workplace = Pick<Company, 'exactOnline' | 'asperion' | 'time'>;

/** What people do in both systems between two runs, the same for the same seed. */
export class People {
  readonly #company: Workplace;
  readonly #luck: Chance;
  #made = 0;

  constructor(company: Workplace, seed: number) {
    this.#company = company;
    this.#luck = chance(seed, 'people');
  }

  /** Some edits of all kinds, in any order. */
  work(edits: number): void {
    const kinds = [
      () => this.#moveCustomer(),
      () => this.#renameCustomer(),
      () => this.#addCustomer(),
      () => this.#addOrder(),
      () => this.#changeOrder(),
      () => this.completeOrders(2),
      () => this.#priceArticle(this.#pickArticle()),
      () => this.#describeArticle(),
      () => this.#addArticle(),
      () => this.#touchWhatIsNotMapped(),
    ];
    for (let edit = 0; edit < edits; edit += 1) this.#luck.pick(kinds)();
  }

  /** A new price list. */
  priceAllArticles(): void {
    for (const article of this.#activeArticles()) this.#priceArticle(article);
  }

  /** The descriptions of so many articles. */
  describeArticles(count: number): void {
    for (const article of this.#activeArticles().slice(0, count)) {
      this.#company.asperion.update('articles', article.id ?? null, { description: this.#words('Nieuw') });
    }
  }

  /** An import of customers, each with an order that is delivered at once. */
  importCustomers(count: number): void {
    for (let number = 0; number < count; number += 1) {
      this.#addCustomer();
      this.#addOrder();
    }
    this.completeOrders(count);
  }

  /** Delivers up to so many open orders, the oldest first, and invoices them; every fifth is completed without an invoice. */
  completeOrders(count: number): void {
    const { exactOnline, time } = this.#company;
    const today = `${new Date(time.now).toISOString().slice(0, 10)}T00:00:00`;
    for (const { OrderID, OrderNumber } of this.#openOrders().slice(0, count)) {
      addDelivery(exactOnline, OrderID, { DeliveryDate: today });
      if (Number(OrderNumber) % 5 === 0) exactOnline.update('SalesOrders', OrderID, { Status: 21, InvoiceStatus: 21 });
      else addInvoice(exactOnline, OrderID, { InvoiceDate: today });
    }
  }

  #moveCustomer(): void {
    this.#changeCustomer({
      AddressLine1: `${this.#luck.pick(['Havenkade', 'Marktplein', 'Kerkstraat'])} ${this.#luck.between(1, 200)}`,
      Postcode: this.#luck.digits('#### ZZ'),
      City: this.#luck.pick(['Haarlem', 'Zwolle', 'Breda']),
    });
  }

  #renameCustomer(): void {
    const number = this.#next();
    this.#changeCustomer(
      this.#luck.pick([
        { Name: `Brasserie ${number}` },
        { Email: `Post${number}@Brasserie.example` },
        { Phone: this.#luck.digits('020-555 01##') },
        { PaymentConditionSales: this.#luck.pick(['08', '30', '60']) },
        { Remarks: `Belt op dag ${number}` },
      ]),
    );
  }

  #changeCustomer(patch: object): void {
    this.#company.exactOnline.update('Accounts', this.#luck.pick(this.#customers()).ID, patch);
  }

  #addCustomer(): void {
    const number = this.#next();
    this.#company.exactOnline.insert('Accounts', {
      Name: `Koffiebar ${number}`,
      // A prospect is nobody's debtor; it may become a customer by a later edit.
      Status: this.#luck.between(1, 8) === 1 ? 'P' : 'C',
      AddressLine1: `Nieuwstraat ${number}`,
      Postcode: this.#luck.digits('#### AA'),
      City: 'Utrecht',
      Country: 'NL',
      Email: `bar${number}@koffie.example`,
      VATNumber: `NL${String(700_000_000 + number)}B01`,
      PaymentConditionSales: '30',
    });
  }

  #addOrder(): void {
    const items = this.#company.exactOnline.rows('Items').filter(({ IsSalesItem }) => IsSalesItem === true);
    const lines = Array.from({ length: this.#luck.between(1, 3) }, () => ({
      Item: this.#luck.pick(items).ID,
      Quantity: this.#luck.between(1, 12),
      NetPrice: this.#luck.between(100, 4000) / 100,
      VATCode: '2',
    }));
    this.#company.exactOnline.insert('SalesOrders', {
      OrderedBy: this.#luck.pick(this.#customers('NL')).ID,
      SalesOrderLines: lines,
    });
  }

  #changeOrder(): void {
    const order = this.#openOrders().at(-1);
    const line = this.#company.exactOnline.rows('SalesOrderLines').find(({ OrderID }) => OrderID === order?.OrderID);
    if (line === undefined) return;
    this.#company.exactOnline.update('SalesOrderLines', line.ID, { Quantity: this.#luck.between(1, 30) });
  }

  #priceArticle({ id = null }: Row): void {
    this.#company.asperion.update('articles', id, { salesPrice: this.#luck.between(100, 9000) / 100 });
  }

  #describeArticle(): void {
    this.#company.asperion.update('articles', this.#pickArticle().id ?? null, { description: this.#words('Ander') });
  }

  #addArticle(): void {
    const number = this.#next();
    this.#company.asperion.insert('articles', {
      articleNumber: `NWK-${number}`,
      description: `Nieuwe melange ${number}`,
      salesPrice: this.#luck.between(500, 3000) / 100,
      salesTypeId: 'LAAG',
      unit: 'kg',
    });
  }

  /** A prospect that buys, and fields that no mapping sends. */
  #touchWhatIsNotMapped(): void {
    const { exactOnline, asperion } = this.#company;
    const prospect = exactOnline.rows('Accounts').find(({ Status, AddressLine1 }) => Status === 'P' && AddressLine1);
    if (prospect !== undefined) exactOnline.update('Accounts', prospect.ID, { Status: 'C' });
    exactOnline.update('Items', this.#luck.pick(exactOnline.rows('Items')).ID, { Notes: this.#words('Let op') });
    const debtors = asperion.rows('debtors');
    if (debtors.length > 0) asperion.update('debtors', this.#luck.pick(debtors).id ?? null, { noReminder: true });
  }

  #customers(country?: string): readonly SandboxRow[] {
    return this.#company.exactOnline
      .rows('Accounts')
      .filter((row) => row.Status === 'C' && row.AddressLine1 && (country === undefined || row.Country === country));
  }

  #openOrders(): readonly SandboxRow[] {
    return this.#company.exactOnline
      .rows('SalesOrders')
      .filter(({ Status, Currency }) => Status === 12 && Currency === 'EUR')
      .sort((left, right) => Number(left.OrderNumber) - Number(right.OrderNumber));
  }

  #activeArticles(): readonly Row[] {
    return this.#company.asperion.rows('articles').filter(({ activeState }) => activeState === 'Active');
  }

  #pickArticle(): Row {
    return this.#luck.pick(this.#activeArticles());
  }

  #words(first: string): string {
    return `${first} ${this.#next()}: ${this.#luck.pick(['mild', 'krachtig', 'fruitig'])}, ${this.#luck.pick(['gemalen', 'bonen'])}`;
  }

  #next(): number {
    this.#made += 1;
    return this.#made;
  }
}
