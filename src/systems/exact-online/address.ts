/** Longest address that is taken, after encoding [KB-restr]. */
const MAX_ADDRESS_LENGTH = 6_000;

/** What is asked of an endpoint. */
export interface Query {
  /** Names of fields; every read says which it wants (B-6, B-20). */
  readonly select: readonly string[];
  readonly filter?: string;
  /** Collections to bring along; `Lines/Field` in `select` says what of them. */
  readonly expand?: readonly string[];
}

/**
 * Encodes a query value as it travels, so that its length is known. A blank becomes `+`, which is accepted [picqer] and a
 * third as long: padded codes are mostly blanks.
 */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll('%20', '+').replaceAll('%2C', ',').replaceAll("'", '%27');
}

/** The address of a query below the division's base address. */
export function queryAddress(base: string, path: string, { select, filter, expand = [] }: Query): string {
  const filterPart = filter === undefined ? '' : `$filter=${encode(filter)}&`;
  const expandPart = expand.length === 0 ? '' : `$expand=${encode(expand.join(','))}&`;
  return `${base}${path}?${filterPart}${expandPart}$select=${encode([...new Set(select)].join(','))}`;
}

/**
 * The addresses that together ask for rows matching any of the terms: as many terms in each as the length allows.
 * A term is a comparison such as `Code eq 'A1'`; doubles are asked once.
 */
export function anyOfAddresses(
  base: string,
  path: string,
  select: readonly string[],
  terms: readonly string[],
): readonly string[] {
  const addresses: string[] = [];
  let filter: string | undefined;
  for (const term of new Set(terms)) {
    const longer = filter === undefined ? term : `${filter} or ${term}`;
    if (filter !== undefined && queryAddress(base, path, { select, filter: longer }).length > MAX_ADDRESS_LENGTH) {
      addresses.push(queryAddress(base, path, { select, filter }));
      filter = term;
    } else {
      filter = longer;
    }
  }
  if (filter !== undefined) addresses.push(queryAddress(base, path, { select, filter }));
  return addresses;
}
