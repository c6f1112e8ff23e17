import { isIban } from './iban.ts';
import { hideOpened } from './opened.ts';

const EMAIL_ADDRESS = /[^\s<>()[\]{},;:"'|/@]{1,64}@[^\s<>()[\]{},;:"'|/@]{1,255}\.\p{L}{2,}/gu;

/** Country, check digits and account, in one piece or in groups. What follows may be words, so the check digits decide where it ends. */
const ACCOUNT = /(?<![\p{L}\p{N}])[a-z]{2}\d{2}(?:[ .-]?[a-z0-9]){11,30}(?![\p{L}\p{N}])/giu;

/** With a country (`+31 6 1234 5678`, `0031…`), or ten digits of the Netherlands: `06-12345678`, `(020) 555 01 23`. A date is none. */
const TELEPHONE =
  /(?<![\p{L}\p{N}+.,-])(?:(?:\+|00(?=31|32|33|44|49))[1-9]\d{0,2}(?:[ .\-/]?\(?\d\)?){7,12}|(?!\d\d?[-./]\d\d?[-./]\d{4})\(?0[1-9](?:\)?[ .\-/]?\d){8})(?![\p{L}\p{N}])/gu;

/**
 * A text without the addresses and numbers by which anybody can be reached or paid: a system's message may name another record than the one
 * that was sent, and people type them into descriptions. Those of a class in `revealed` stay, and where numbers of orders and books are to be read (`codesStay`), ten digits in one piece.
 */
export function hideAnybody(text: string, revealed: readonly string[] = [], codesStay = false): string {
  const hidden = (one: string): string => (codesStay && /^\d{10}$/.test(one) ? one : '{telephone number}');
  const kinds = [
    { of: 'email', hide: (one: string) => one.replace(EMAIL_ADDRESS, '{e-mail address}') },
    { of: 'bank', hide: (one: string) => one.replace(ACCOUNT, withoutIban) },
    { of: 'phone', hide: (one: string) => one.replace(TELEPHONE, hidden) },
  ] as const;
  const chosen = kinds.filter(({ of }) => !revealed.includes(of));
  return hideOpened(text, (open) => chosen.reduce((one, { hide }) => hide(one), open));
}

function withoutIban(text: string): string {
  for (let end = text.length; end >= SHORTEST_IBAN; end -= 1) {
    const isEnd = !/[a-z0-9]/i.test(text.charAt(end));
    if (isEnd && isIban(bareOf(text.slice(0, end)))) return `{IBAN}${text.slice(end)}`;
  }
  return text;
}

const bareOf = (text: string): string => text.replaceAll(/[ .-]/g, '').toUpperCase();

const SHORTEST_IBAN = 15;
