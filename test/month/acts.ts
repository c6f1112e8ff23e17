import type { Row } from '../../sandbox/asperion/books.ts';
import type { SandboxRow } from '../../sandbox/exact-online/exact-online.ts';
import { type Chance, chance } from '../../sandbox/world/random.ts';
import { People } from '../sandbox-week/people.ts';
import { type Desk, pairOf, shown } from './pairs.ts';
import { vatNumber } from './world.ts';

/** Numbers of customers that people make here, so that nobody else has them. */
const FIRST_OWN = 90_000;

/** What the third line of an address begins with where two customers and a debtor share what they are known by. */
export const SHARED = 'Gedeeld';

/** A wrong value in a source. */
export interface Mistake {
  /** Whether a run wrote it into the other system. */
  hasArrived(): boolean;
  /** Puts back the value of before. */
  setRight(): void;
}

/** What people do in a month beside what `People` do in the sources: in the copies, in both at once, and what they take away. */
export class Acts {
  readonly #desk: Desk;
  readonly #luck: Chance;
  readonly #people: People;
  readonly #both: boolean;
  #made = 0;

  /** `both`: customers and articles are made in either system. */
  constructor(desk: Desk, seed: number, both: boolean) {
    this.#desk = desk;
    this.#luck = chance(seed, 'acts');
    this.#people = new People(desk, seed);
    this.#both = both;
  }

  /** So many acts of any kind. */
  work(count: number): void {
    for (let act = 0; act < count; act += 1) this.#luck.pick(this.#kinds)();
  }

  /** Only what people do in the source while a run is under way. */
  workInSources(): void {
    this.#people.work(1);
  }

  /** A person types a wrong text for an article that both sides have. Null when there is none. */
  mistype(): Mistake | null {
    const inStep = this.#desk.asperion.rows('articles').filter(({ activeState, articleNumber, description }) => {
      const { copy } = pairOf(this.#desk, 'products', articleNumber);
      return (
        activeState === 'Active' &&
        copy.length === 1 &&
        copy[0]?.Description === shown({ description }, ['description'])
      );
    });
    const article = this.#pick(inStep);
    if (article === undefined) return null;
    const { id = null, articleNumber, description = null } = article;
    const text = `Vergissing ${this.#next()}`;
    this.#desk.asperion.update('articles', id, { description: text });
    return {
      hasArrived: () => pairOf(this.#desk, 'products', articleNumber).copy[0]?.Description === text,
      setRight: () => void this.#desk.asperion.update('articles', id, { description }),
    };
  }

  /** A customer comes whom the other system does not have yet. */
  addCustomer(): void {
    const number = FIRST_OWN + this.#next();
    const own = { Name: `Zaak ${number}`, AddressLine1: `Nieuweweg ${number}`, VATNumber: vatNumber(number) };
    this.#desk.exactOnline.insert('Accounts', { ...own, Status: 'C', Country: 'NL' });
  }

  readonly #kinds = [
    () => this.#people.work(2),
    () => this.#people.work(1),
    () => this.#people.work(1),
    () => this.#changeDebtor(),
    () => this.#changeDebtor(),
    () => this.#changeItem(),
    () => this.#changeBoth(),
    () => this.#setBack(),
    () => this.#typeTwin(),
    () => this.#typeShared(),
    () => this.#makeThere(),
    () => this.#remove(),
  ];

  #changeDebtor(): void {
    const debtor = this.#pick(this.#debtors());
    const number = this.#next();
    // Not of one whose customer is still to come: a person is asked then, because only the VAT number agrees.
    const names = debtor?.characteristic5 ? [{ name: `Eigen naam ${number}` }] : [];
    const patch = this.#luck.pick([
      ...names,
      { address: `Achterweg ${number}` },
      { city: `Dorp ${number}` },
      { emailAddress: `eigen${number}@debiteur.example` },
      { phoneNumber: `020-555 ${number}` },
    ]);
    this.#desk.asperion.update('debtors', debtor?.id ?? null, patch);
  }

  #changeItem(): void {
    const item = this.#pick(this.#desk.exactOnline.rows('Items'));
    if (item === undefined) return;
    this.#desk.exactOnline.update('Items', item.ID, { Description: `Eigen melange ${this.#next()}` });
  }

  /** The same field in both systems, one after the other, with different values. */
  #changeBoth(): void {
    const account = this.#pick(this.#accounts());
    const [debtor] = pairOf(this.#desk, 'customers', account?.VATNumber).copy;
    if (account === undefined || debtor === undefined) return;
    const number = this.#next();
    const acts = [
      () => this.#desk.exactOnline.update('Accounts', account.ID, { City: `Stad ${number}` }),
      () => this.#desk.asperion.update('debtors', debtor.id as number, { city: `Gehucht ${number}` }),
    ];
    for (const act of this.#luck.between(0, 1) === 0 ? acts : acts.toReversed()) act();
  }

  /** A value changes and goes back: what is remembered of the first one must not hide the second. */
  #setBack(): void {
    const account = this.#pick(this.#accounts());
    if (account === undefined) return;
    const value = account.AddressLine2 === null || account.AddressLine2 === '' ? 'Achterhuis' : '';
    this.#desk.exactOnline.update('Accounts', account.ID, {
      City: value === '' ? 'Leiden' : 'Delft',
      AddressLine2: value,
    });
  }

  /** A bookkeeper types a debtor whose customer comes a moment later. */
  #typeTwin(): void {
    const number = FIRST_OWN + this.#next();
    const shared = { Name: `Tweeling ${number}`, AddressLine1: `Dubbelweg ${number}` };
    this.#desk.asperion.insert('debtors', {
      name: shared.Name,
      address: shared.AddressLine1,
      countryCode: 'NL',
      debtorKindId: 'company',
      vatNumber: vatNumber(number),
    });
    this.#desk.exactOnline.insert('Accounts', { ...shared, Status: 'C', Country: 'NL', VATNumber: vatNumber(number) });
  }

  /** Two customers with one mail address, which a debtor has as well: nobody but a person can say whose that is. */
  #typeShared(): void {
    if (this.#both || this.#luck.between(0, 2) > 0) return;
    const name = `Groep ${this.#next()}`;
    const [mail, mark] = [`${name.replace(' ', '')}@groep.example`, `${SHARED} ${name}`];
    this.#desk.asperion.insert('debtors', {
      name,
      address: 'Groepsweg 1',
      addressLine3: mark,
      countryCode: 'BE',
      debtorKindId: 'company',
      emailAddress: mail,
    });
    for (const AddressLine1 of ['Groepsweg 2', 'Groepsweg 3']) {
      const shared = { Name: name, AddressLine1, AddressLine3: mark, Status: 'C', Country: 'BE', Email: mail };
      this.#desk.exactOnline.insert('Accounts', shared);
    }
  }

  /** New records of the copies, where they go the other way too. */
  #makeThere(): void {
    if (!this.#both) return;
    const number = FIRST_OWN + this.#next();
    if (this.#luck.between(0, 1) === 0) {
      this.#desk.asperion.insert('debtors', {
        name: `Debiteur ${number}`,
        address: `Nieuwland ${number}`,
        city: 'Assen',
        countryCode: 'NL',
        emailAddress: `debiteur${number}@voorbeeld.example`,
        debtorKindId: 'company',
        vatNumber: vatNumber(number),
      });
      return;
    }
    this.#desk.exactOnline.insert('Items', {
      Code: `EIG-${number}`,
      Description: `Eigen artikel ${number}`,
      Unit: 'kg',
      SalesVatCode: '1',
      IsSalesItem: true,
    });
  }

  /** What is taken away: a customer without documents, a debtor without invoices, an invoice that was wrong. Seldom. */
  #remove(): void {
    const { exactOnline, asperion } = this.#desk;
    if (this.#luck.between(0, 1) === 0) return;
    const invoices = asperion.rows('salesinvoiceswithlines');
    const owing = new Set(
      [...invoices, ...asperion.rows('salesorderswithlines')].map((row) => row.debtorCustomerNumber),
    );
    const buying = new Set(exactOnline.rows('SalesOrders').map(({ OrderedBy }) => OrderedBy));
    const removals = [
      () => {
        // Not the newest: its code would go to the next customer, who then waits for a person to say who is who.
        const account = this.#pick(
          this.#accounts()
            .slice(0, -1)
            .filter(({ ID }) => !buying.has(ID)),
        );
        if (account !== undefined) exactOnline.remove('Accounts', account.ID);
      },
      () => {
        const debtor = this.#pick(this.#debtors().filter(({ customerNumber }) => !owing.has(customerNumber)));
        // Nor the newest here: its number would go to the next debtor.
        if (debtor !== undefined && debtor.id !== asperion.rows('debtors').at(-1)?.id)
          asperion.remove('debtors', debtor.id ?? null);
      },
      () => {
        const invoice = this.#pick(invoices);
        if (invoice !== undefined) asperion.remove('salesinvoiceswithlines', invoice.id ?? null);
      },
    ];
    this.#luck.pick(removals)();
  }

  #accounts(): readonly SandboxRow[] {
    return this.#desk.exactOnline.rows('Accounts').filter((row) => row.Status === 'C' && row.VATNumber);
  }

  #debtors(): readonly Row[] {
    return this.#desk.asperion.rows('debtors').filter((row) => row.vatNumber);
  }

  #pick<T>(rows: readonly T[]): T | undefined {
    return rows.length === 0 ? undefined : this.#luck.pick(rows);
  }

  #next(): number {
    this.#made += 1;
    return this.#made;
  }
}
