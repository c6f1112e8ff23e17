import { type CountryStyle, companyWords, countryStyles } from './countries.ts';
import { paymentConditions } from './lists.ts';
import { type Persona, personas, shares } from './personas.ts';
import { type Chance, chance } from './random.ts';

/** A customer before it becomes rows: all that both systems could know. */
export interface Customer {
  /** Exact Online's account code, from 20001 on. */
  readonly code: string;
  readonly isCompany: boolean;
  readonly name: string;
  /** A customer in Exact Online's sense; a prospect or a supplier is not. */
  readonly status: 'A' | 'C' | 'P';
  readonly country: string;
  readonly language: string;
  readonly addressLine1: string | null;
  readonly addressLine2: string | null;
  readonly postcode: string;
  readonly city: string;
  readonly email: string;
  readonly phone: string;
  readonly vatNumber: string | null;
  readonly chamberNumber: string | null;
  /** The person to talk to; a private customer is that person. */
  readonly contact: { readonly first: string; readonly last: string; readonly email: string } | null;
  readonly paymentCondition: string;
  readonly remarks: string | null;
}

/** The first `count` customers of a world: the personas, then made-up ones. */
export function customers(seed: number, count: number): Customer[] {
  const taken = new Set<string>();
  const cycle = shares.flatMap(([country, parts]) => Array.from({ length: parts }, () => country));
  return Array.from({ length: count }, (_, index) => {
    const luck = chance(seed, `customer/${index}`);
    const persona = personas[index] ?? madeUp(cycle[(index * 7) % cycle.length] ?? 'NL', luck);
    return customer(persona, String(20001 + index), luck, taken);
  });
}

function madeUp(country: string, luck: Chance): Persona {
  return { country, kind: luck.between(1, 10) <= 7 ? 'company' : 'person' };
}

function customer(persona: Persona, code: string, luck: Chance, taken: Set<string>): Customer {
  const style = countryStyles[persona.country];
  if (style === undefined) throw new RangeError(`There is no style for ${persona.country}.`);
  const isCompany = persona.kind === 'company';
  const [postcode, city] = luck.pick(style.places);
  const [first, last] = [luck.pick(style.firstNames), luck.pick(style.lastNames)];
  const name = isCompany
    ? (persona.name ?? companyName(style, luck, taken))
    : fullName(persona.contact ?? { first, last });
  const condition = luck.pick(paymentConditions).code;
  const contact = persona.contact === undefined ? { first, last } : persona.contact;
  const domain = `${letters(name)}.example`;
  const email = persona.email ?? (isCompany ? `info@${domain}` : personalAddress({ first, last }, code));
  return {
    code,
    isCompany,
    name,
    status: persona.status ?? 'C',
    country: persona.country,
    language: style.language,
    addressLine1: persona.addressLine1 === null ? null : street(style, luck),
    addressLine2: luck.between(1, 12) === 1 ? 'Gebouw B' : null,
    postcode,
    city,
    email,
    phone: luck.digits(style.phone),
    vatNumber: numberOf(persona.vatNumber, isCompany ? style.vatNumber : null, luck),
    chamberNumber: numberOf(persona.chamberNumber, isCompany ? style.chamberNumber : null, luck),
    contact: contact && { ...contact, email: isCompany ? `${letters(contact.first)}@${domain}` : email },
    paymentCondition: persona.paymentCondition ?? (isCompany ? condition : '14'),
    remarks: persona.remarks ?? null,
  };
}

/** The persona's number, else one in the country's format. */
function numberOf(given: string | null | undefined, pattern: string | null, luck: Chance): string | null {
  if (given !== undefined) return given;
  return pattern === null ? null : luck.digits(pattern);
}

/** A company name that is unique in this world. */
function companyName(style: CountryStyle, luck: Chance, taken: Set<string>): string {
  const stem = `${luck.pick(style.trades)} ${luck.pick(companyWords)}`;
  let name = `${stem} ${luck.pick(style.legalForms)}`;
  for (let number = 2; taken.has(letters(name)); number++) name = `${stem} ${number} ${luck.pick(style.legalForms)}`;
  taken.add(letters(name));
  return name;
}

function street(style: CountryStyle, luck: Chance): string {
  const [name, number] = [luck.pick(style.streets), luck.between(1, 240)];
  return style.houseNumberFirst === true ? `${number} ${name}` : `${name} ${number}`;
}

/** First and last name in one: `Sanne de Vries`. */
export function fullName(person: { readonly first: string; readonly last: string }): string {
  return `${person.first} ${person.last}`;
}

/** An impossible address, unique by the account's code. */
function personalAddress(person: { readonly first: string; readonly last: string }, code: string): string {
  return `${letters(person.first)}.${letters(person.last)}.${code}@example.org`;
}

/** Lower-case letters and digits only, as a domain may have them. */
function letters(text: string): string {
  const plain = text.normalize('NFKD').toLowerCase().replaceAll('ß', 'ss').replaceAll('ø', 'o').replaceAll('ł', 'l');
  return plain.replace(/[^a-z0-9]/g, '');
}
