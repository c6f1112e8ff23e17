const EMAIL_ADDRESS = /[^\s<>()[\]{},;:"'|/@]{1,64}@[^\s<>()[\]{},;:"'|/@]{1,255}\.\p{L}{2,}/gu;

/** Country, check digits and account, in one piece or in groups. What follows may be words, so the check digits decide where it ends. */
const ACCOUNT = /(?<![\p{L}\p{N}])[a-z]{2}\d{2}(?:[ .-]?[a-z0-9]){11,30}(?![\p{L}\p{N}])/giu;

/** With a country (`+31 6 1234 5678`, `0031…`), or ten digits of the Netherlands: `06-12345678`, `(020) 555 01 23`. A date is none. */
const TELEPHONE =
  /(?<![\p{L}\p{N}+.,-])(?:(?:\+|00(?=31|32|33|44|49))[1-9]\d{0,2}(?:[ .\-/]?\(?\d\)?){7,12}|(?!\d\d?[-./]\d\d?[-./]\d{4})\(?0[1-9](?:\)?[ .\-/]?\d){8})(?![\p{L}\p{N}])/gu;

/**
 * A text without the addresses and numbers by which anybody can be reached or paid: a system's message may name another record than the one
 * that was sent.
 */
export function hideAnybody(text: string): string {
  return text
    .replace(EMAIL_ADDRESS, '{e-mail address}')
    .replace(ACCOUNT, withoutIban)
    .replace(TELEPHONE, '{telephone number}');
}

function withoutIban(text: string): string {
  for (let end = text.length; end >= SHORTEST_IBAN; end -= 1) {
    const isEnd = !/[a-z0-9]/i.test(text.charAt(end));
    if (isEnd && isIban(text.slice(0, end))) return `{IBAN}${text.slice(end)}`;
  }
  return text;
}

const SHORTEST_IBAN = 15;

/** How long accounts of the countries are in which customers bank (IBAN registry, ISO 13616). By its check digits alone, a thirtieth of all codes would be one. */
const LENGTHS: Readonly<Record<string, number>> = {
  ...{
    AT: 20,
    BE: 16,
    BG: 22,
    CH: 21,
    CY: 28,
    CZ: 24,
    DE: 22,
    DK: 18,
    EE: 20,
    ES: 24,
    FI: 18,
    FR: 27,
    GB: 22,
    GR: 27,
    HR: 21,
  },
  ...{
    HU: 28,
    IE: 22,
    IS: 26,
    IT: 27,
    LI: 21,
    LT: 20,
    LU: 20,
    LV: 21,
    MT: 31,
    NL: 18,
    NO: 15,
    PL: 28,
    PT: 25,
    RO: 24,
    SE: 24,
  },
  ...{ SI: 19, SK: 24 },
};

/** ISO 13616: the first four characters at the end, letters as numbers from 10 on, the remainder by 97 is 1. */
function isIban(text: string): boolean {
  const account = text.replace(/[ .-]/g, '').toUpperCase();
  if (account.length !== LENGTHS[account.slice(0, 2)]) return false;
  const digits = `${account.slice(4)}${account.slice(0, 4)}`.replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  return BigInt(digits) % 97n === 1n;
}
