/** The longest address, after encoding (EX-address-length). */
const MAX_ADDRESS_LENGTH = 6_000;

/** Characters that a next page adds to the address of the first (`$skiptoken`, EX-paging). */
const ROOM_FOR_NEXT = 100;

/** A question to an endpoint. */
export interface Query {
  /** Names of fields; required in every read (EX-select-required, EX-all-scalars). */
  readonly select: readonly string[];
  readonly filter?: string;
}

/**
 * Encodes a query value as it is sent, so that its length is known. A blank becomes `+`, which is allowed (EX-plus-for-blank)
 * and a third as long: padded codes are mostly blanks.
 */
function encode(text: string): string {
  // Half of a surrogate pair has no encoding, so the replacement character is sent instead.
  return encodeURIComponent(text.toWellFormed()).replaceAll('%20', '+').replaceAll('%2C', ',').replaceAll("'", '%27');
}

/** The address of a query below the division's base address. */
export function queryAddress(base: string, path: string, { select, filter }: Query): string {
  const filterPart = filter === undefined ? '' : `$filter=${encode(filter)}&`;
  return `${base}${path}?${filterPart}$select=${encode([...new Set(select)].join(','))}`;
}

/**
 * The address of a next page as it is asked for. It repeats the question of the first page, and the server may encode it in a longer way: a
 * blank as three characters would make many terms longer than an address may be.
 */
export function nextAddress({ origin, pathname, search }: URL): string {
  return `${origin}${pathname}${search.replaceAll('%20', '+').replaceAll('%2C', ',')}`;
}

/** An address that asks for rows matching any of some terms. */
export interface AnyOfAddress {
  readonly address: string;
  readonly terms: readonly string[];
}

/**
 * The addresses that together ask for rows matching any of the terms: as many terms in each as the length allows, also of a next page.
 * A term is a comparison such as `Code eq 'A1'`; duplicates are asked once.
 */
export function anyOfAddresses(
  base: string,
  path: string,
  select: readonly string[],
  terms: readonly string[],
): readonly AnyOfAddress[] {
  const addressOf = (some: readonly string[]): string =>
    queryAddress(base, path, { select, filter: some.join(' or ') });
  const addresses: AnyOfAddress[] = [];
  let taken: string[] = [];
  const finish = (): void => {
    if (taken.length > 0) addresses.push({ address: addressOf(taken), terms: taken });
  };
  for (const term of new Set(terms)) {
    if (taken.length > 0 && addressOf([...taken, term]).length > MAX_ADDRESS_LENGTH - ROOM_FOR_NEXT) {
      finish();
      taken = [];
    }
    taken.push(term);
  }
  finish();
  return addresses;
}
