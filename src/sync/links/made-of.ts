import { isDecimal, LocalDateTime, type Value } from '../../values.ts';

/**
 * True if a system may have made the stored value of the sent one: it cuts texts, changes case, accents, blanks and punctuation, rounds numbers,
 * keeps the day of a moment, or keeps nothing. Anything else that is read some time after a write is what somebody typed meanwhile.
 */
export function mayBeMadeOf(sent: Value, stored: Value): boolean {
  if (stored === null || stored === '') return true;
  if (typeof sent === 'string' && typeof stored === 'string') return plain(sent).startsWith(plain(stored));
  if (isDecimal(sent) && isDecimal(stored)) {
    const places = stored.toFixed().split('.')[1]?.length ?? 0;
    return [0, 1].some((rounding) => sent.round(places, rounding as 0 | 1).eq(stored));
  }
  if (sent instanceof LocalDateTime && stored instanceof LocalDateTime) return sent.date === stored.date;
  return typeof sent === 'object' || typeof sent !== typeof stored;
}

/** Letters and digits alone, without case and accents. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
