import { asperionNames } from '../../../src/systems/asperion/names.ts';
import type { Books } from '../books.ts';
import { Problems, Refusal, sentences, titles } from '../problems.ts';
import type { AsperionSwitches } from '../switches.ts';

/**
 * The administration of a call (AS-tenant-header): the one that an accepted spelling of the tenant header names, the default one
 * without a header. Throws Refusal 400 if it is not a number, 403 for an administration that is not the user's.
 */
export function tenantOf(headers: Headers, books: readonly Books[], switches: AsperionSwitches): Books {
  const spellings = asperionNames.tenantHeaders.filter(
    (name) => switches.tenantHeader === 'both' || switches.tenantHeader === name,
  );
  const wanted = spellings.map((name) => headers.get(name)).find((value) => value !== null) ?? null;
  if (wanted !== null && !/^\d+$/.test(wanted)) {
    const problems = new Problems();
    problems.add(asperionNames.tenantHeaders[0], sentences.wrongType(asperionNames.tenantHeaders[0], 'number'));
    problems.refuse();
  }
  const own = wanted === null ? books[0] : books.find((one) => one.administration.id === Number(wanted));
  if (own === undefined) throw new Refusal(403, titles.tenant);
  return own;
}
