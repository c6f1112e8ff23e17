import { AccessError, type SyncError, TransientError } from '../../../errors/errors.ts';
import type { WireRow } from '../rows.ts';
import { anyOfAddresses } from './address.ts';
import { isTooLarge, keyed, pages, type Source } from './query.ts';

/** Rows that match any of some terms. A term is a comparison such as `Code eq 'A1'`. */
export interface AnyOf {
  readonly path: string;
  readonly select: readonly string[];
  readonly terms: readonly string[];
  /** A term that is never refused. It shows whether the question itself is refused, or only one of its values. */
  readonly harmless?: string;
  /** Called with a term that gets its question refused; the others are still asked. Without it, a refusal is thrown. */
  readonly refused?: (term: string, error: SyncError) => void;
  readonly signal: AbortSignal;
}

/**
 * A refused question is split into this many parts. Halves would find the one bad term among 130 with up to eight refusals, four
 * parts with five, and after six the endpoint accepts no more calls in this hour (EX-error-limit).
 */
const PARTS = 4;

/** All rows that match any of the terms, in as few calls as the length of an address allows; duplicates are asked once. */
export async function rowsMatchingAny(source: Source, question: AnyOf): Promise<readonly WireRow[]> {
  const { path, select } = question;
  const rows: WireRow[] = [];
  for (const { terms } of anyOfAddresses(source.connection.base, path, select, question.terms)) {
    rows.push(...(await rowsOf(source, question, terms, true)));
  }
  return rows;
}

/** The rows of one question. If it is refused or its answer is too large, it is split until each part is answered. */
async function rowsOf(
  source: Source,
  question: AnyOf,
  terms: readonly string[],
  isWhole: boolean,
): Promise<readonly WireRow[]> {
  const { path, select, signal } = question;
  const rows: WireRow[] = [];
  try {
    const [asked] = anyOfAddresses(source.connection.base, path, select, terms);
    for await (const page of pages(source, path, asked?.address ?? '', signal))
      rows.push(...keyed(page.rows, path, select));
    return rows;
  } catch (error) {
    if (isTooLarge(error) && terms.length > 1) return partByPart(source, question, terms);
    if (question.refused === undefined) throw error;
    if (!isWhole && error instanceof TransientError && error.code === 'ERROR_BUDGET') {
      // This hour allows no more refusals. These few records wait for a later run, so that the others can continue.
      for (const term of terms) question.refused(term, error);
      return [];
    }
    if (!(error instanceof AccessError) || error.code !== 'READ_REFUSED') throw error;
    if (isWhole && !(await takesHarmless(source, question))) throw error;
    if (terms.length > 1) return partByPart(source, question, terms);
    for (const term of terms) question.refused(term, error);
    return [];
  }
}

async function partByPart(source: Source, question: AnyOf, terms: readonly string[]): Promise<readonly WireRow[]> {
  const size = Math.ceil(terms.length / PARTS);
  const rows: WireRow[] = [];
  for (let start = 0; start < terms.length; start += size) {
    rows.push(...(await rowsOf(source, question, terms.slice(start, start + size), false)));
  }
  return rows;
}

/** True if the same question is accepted with another value. */
async function takesHarmless(source: Source, { path, select, harmless, signal }: AnyOf): Promise<boolean> {
  const [asked] = anyOfAddresses(source.connection.base, path, select, harmless === undefined ? [] : [harmless]);
  if (asked === undefined) return true;
  try {
    await source.connection.read(path, asked.address, signal);
    return true;
  } catch (error) {
    if (error instanceof AccessError && error.code === 'READ_REFUSED') return false;
    throw error;
  }
}
