/** The longest address, after encoding (EX-address-length). */
const MAX_ADDRESS_LENGTH = 6_000;

/** A question to an endpoint. */
export interface Query {
  /** Names of fields; required in every read (EX-select-required, EX-all-scalars). */
  readonly select: readonly string[];
  readonly filter?: string;
  /** Collections to include; `Lines/Field` in `select` says which of their fields. */
  readonly expand?: readonly string[];
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
export function queryAddress(base: string, path: string, { select, filter, expand = [] }: Query): string {
  const filterPart = filter === undefined ? '' : `$filter=${encode(filter)}&`;
  const expandPart = expand.length === 0 ? '' : `$expand=${encode(expand.join(','))}&`;
  return `${base}${path}?${filterPart}${expandPart}$select=${encode([...new Set(select)].join(','))}`;
}

/** An address that asks for rows matching any of some terms. */
export interface AnyOfAddress {
  readonly address: string;
  readonly terms: readonly string[];
}

/**
 * The addresses that together ask for rows matching any of the terms: as many terms in each as the length allows.
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
    if (taken.length > 0 && addressOf([...taken, term]).length > MAX_ADDRESS_LENGTH) {
      finish();
      taken = [];
    }
    taken.push(term);
  }
  finish();
  return addresses;
}
