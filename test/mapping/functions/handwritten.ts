import fc from 'fast-check';

/** A text as people write it: some letters small, some places apart. */
const handwritten = (text: string): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.boolean(), fc.constantFrom('', '', '', ' ', '.', '-')), {
      minLength: text.length,
      maxLength: text.length,
    })
    .map((ways) =>
      ways.map(([isSmall, gap], at) => (isSmall ? text.charAt(at).toLowerCase() : text.charAt(at)) + gap).join(''),
    );

/** An account number with the check digits of ISO 7064. */
const ibanOf = ([country, account]: readonly string[]): string => {
  const number = `${account}${country}00`.replaceAll(/[A-Z]/g, (letter) => String(Number.parseInt(letter, 36)));
  return `${country}${String(98n - (BigInt(number) % 97n)).padStart(2, '0')}${account}`;
};

/** The texts that each function is for, by its name. */
export const MEANT: Readonly<Record<string, fc.Arbitrary<string>>> = {
  digits: fc.stringMatching(/^[a-z. ]{0,3}[0-9]{1,8}[a-z. ]{0,3}$/),
  postcode: fc.stringMatching(/^ ?[1-9][0-9]{3} {0,2}[A-Za-z]{2} ?$/),
  iban: fc
    .oneof(
      fc.tuple(fc.constant('NL'), fc.stringMatching(/^[A-Z]{4}[0-9]{10}$/)),
      fc.tuple(fc.constant('BE'), fc.stringMatching(/^[0-9]{12}$/)),
      fc.tuple(fc.constant('MT'), fc.stringMatching(/^[A-Z]{4}[0-9]{5}[A-Z0-9]{18}$/)),
    )
    .chain((parts) => handwritten(ibanOf(parts))),
  vatNumber: fc
    .stringMatching(/^(NL[0-9]{9}B[0-9]{2}|BE[01]?[0-9]{9}|GR[0-9]{9}|FR[A-H]{2}[0-9]{9}|CHE[0-9]{9}(MWST|TVA)?)$/)
    .chain(handwritten),
  phone: fc
    .stringMatching(/^(\+|00)(31(\(0\))?6[1-5][0-9]{7}|3247[0-9]{7}|31(\(0\))?20[2-7][0-9]{6})$/)
    .map((number) => number.replaceAll(/(.....)/g, '$1 ')),
  country: fc
    .constantFrom('NL', 'UK', 'NLD', 'Duitsland', 'Pays-Bas', 'the netherlands', 'Österreich', 'België', 'Frankreich')
    .chain((name) => fc.constantFrom(name, name.toUpperCase(), ` ${name.toLowerCase()} `)),
};
