import codes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import german from 'i18n-iso-countries/langs/de.json' with { type: 'json' };
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import french from 'i18n-iso-countries/langs/fr.json' with { type: 'json' };
import dutch from 'i18n-iso-countries/langs/nl.json' with { type: 'json' };
import { transliterated } from '../text/transliterate.ts';

/** The members of the European Union: that is law, and no fact of a name. */
const MEMBERS: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/**
 * What people write and the package does not know: everyday and older names, parts of a country, and the codes that the Union,
 * the post and the tax offices use for a country with another ISO code.
 */
const ALSO: Readonly<Record<string, string>> = {
  AX: 'Ålandinseln, Îles Åland',
  BA: 'Bosnië',
  BQ: 'Caribisch Nederland',
  BW: 'Botsuana',
  BY: 'Weißrussland',
  CZ: 'Tchéquie',
  DE: 'Bundesrepublik Deutschland',
  GB: 'UK, XI, Groot-Brittannië, Grande-Bretagne, Engeland, England, Schotland, Scotland, Wales, Noord-Ierland, Northern Ireland',
  GR: 'EL, Hellas',
  IE: 'Republic of Ireland',
  MD: 'Moldova, Moldau, Republik Moldau',
  NL: 'Holland, Les Pays-Bas',
  RE: 'La Réunion',
  SA: 'Saoedi-Arabië',
  SK: 'Slovak Republic',
  SY: 'Syria, Syrien',
  TZ: 'Tanzanie',
  US: 'Amerika, États-Unis',
  VA: 'Vatican, Vatican City, État de la Cité du Vatican',
  XK: 'XKX',
};

/** A name or code as it is looked up: plain small letters. */
const plain = (name: string): string =>
  transliterated(name)
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');

type Named = readonly [name: string, code: string];

function* everyName(): Iterable<Named> {
  for (const [code = '', code3 = ''] of codes) yield* [code, code3].map((name): Named => [name, code]);
  for (const { countries } of [dutch, english, german, french]) {
    for (const [code, names] of Object.entries(countries)) yield* [names].flat().map((name): Named => [name, code]);
  }
  for (const [code, names] of Object.entries(ALSO)) yield* names.split(', ').map((name): Named => [name, code]);
}

/** ISO codes by plain name; null = two countries are called that, as both states on the Congo are. */
function readNames(): ReadonlyMap<string, string | null> {
  const codes = new Map<string, string | null>();
  for (const [name, code] of everyName()) {
    const key = plain(name);
    codes.set(key, (codes.get(key) ?? code) === code ? code : null);
  }
  return codes;
}

/** Made when the first name is asked for: few mappings do. */
let codesByName: ReadonlyMap<string, string | null> | undefined;

/** The ISO code of a country by a name or code; null when it is unknown or two countries are called that. */
export function countryCodeOf(name: string): string | null {
  codesByName ??= readNames();
  return codesByName.get(plain(name)) ?? null;
}

/** True when the country of an ISO code, in whatever case, is a member of the European Union. */
export function isMember(code: string): boolean {
  return MEMBERS.has(code.trim().toUpperCase());
}
