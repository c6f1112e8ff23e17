import { isMember } from '../mapping/functions/relations/country-names.ts';
import type { Meaning, VatKind } from '../systems/meaning.ts';
import { kindOf, type Match, matchEntry, onlyOne } from './match.ts';
import { entriesOf, type Row, rowOf, type TableInput } from './proposal.ts';
import { countriesIn, HOME, type Zone, zoneByName } from './words.ts';

const zoneOf = (country: string): Zone => (country === HOME ? 'domestic' : isMember(country) ? 'eu' : 'world');

/** The kinds of VAT codes that customers in a zone get; one-stop-shop codes are those of their country. */
const KINDS: Readonly<Record<Zone, readonly VatKind[]>> = {
  domestic: ['domestic', 'zero', 'reverse-charge', 'exempt', 'margin', 'outside'],
  eu: ['eu-goods', 'eu-services', 'oss'],
  world: ['export'],
};

/** The rows of a table whose first key is the customer's country: those countries that the shipped table has. Pure. */
export function countryRows(input: TableInput, targets: readonly Meaning[]): readonly Row[] {
  const { plan, entries, shipped } = input;
  const countries = Object.keys(shipped);
  if (plan.compare === 'account')
    return countries.map((country) => rowOf([country], null, accountOf(country, targets)));
  if (plan.keys !== undefined)
    return countries.flatMap((country) =>
      Object.keys(shipped[country] ?? {}).map((buyer) =>
        rowOf([country, buyer], null, codeFor(country, buyer, targets)),
      ),
    );
  const matched = entriesOf(entries, plan.from).map((from) => ({
    from,
    match: matchEntry(plan.compare, from, targets),
  }));
  const rows = countries.flatMap((country) =>
    matched
      .filter(({ from }) => goesTo(from, country))
      .map(({ from, match }) => rowOf([country, from.code], from, match)),
  );
  // What no country takes is shown once, where most documents are.
  const unplaced = matched.filter(({ from }) => !countries.some((country) => goesTo(from, country)));
  const open = unplaced.map(({ from, match }) => rowOf([HOME, from.code], from, { ...match, ...UNPLACED }));
  return [...rows, ...open];
}

const UNCLEAR = { none: 'nothing says which one', several: 'several fit' };

const UNPLACED: Pick<Match, 'found' | 'because' | 'isGuess'> = {
  found: null,
  because: 'nothing says for which customers it is',
  isGuess: false,
};

function goesTo(code: Meaning, country: string): boolean {
  const kind = kindOf(code);
  if (code.country != null) return code.country === country;
  return kind !== null && kind !== 'oss' && KINDS[zoneOf(country)].includes(kind);
}

/** The account whose name tells of a country, else of its zone. */
function accountOf(country: string, accounts: readonly Meaning[]): Match {
  const byCountry = accounts.filter(({ name }) => countriesIn(name).includes(country));
  const own = byCountry.length > 0 ? byCountry : accounts.filter(({ name }) => zoneByName(name) === zoneOf(country));
  return onlyOne(own, accounts, { ...UNCLEAR, one: 'its name tells of it' });
}

/** The code that new customers get: the standard rate of their country for people, the supply within the Union for its companies. */
function codeFor(country: string, buyer: string, codes: readonly Meaning[]): Match {
  const zone = zoneOf(country);
  const kind: VatKind =
    zone === 'domestic' ? 'domestic' : zone === 'world' ? 'export' : buyer === 'company' ? 'eu-goods' : 'oss';
  const fitting = codes.filter((code) => kindOf(code) === kind && (kind !== 'oss' || code.country === country));
  const highest = Math.max(...fitting.map(({ rate = 0 }) => rate));
  const ofRate = fitting.filter(({ rate = 0 }) => rate === highest);
  return onlyOne(ofRate, fitting, { ...UNCLEAR, one: 'the standard rate of such customers' });
}
