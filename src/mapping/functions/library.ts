import { conversionFunctions } from './conversions.ts';
import { dateStepFunctions } from './dates/date-steps.ts';
import { dateTextFunctions } from './dates/date-text.ts';
import { dateFunctions } from './dates/dates.ts';
import type { MappingFunction } from './function.ts';
import { keyFunctions } from './keys.ts';
import { moneyFunctions } from './numbers/money.ts';
import { numberFunctions } from './numbers/numbers.ts';
import { shareFunctions } from './numbers/shares.ts';
import { addressFunctions } from './relations/address.ts';
import { countryFunctions } from './relations/countries.ts';
import { ibanFunctions } from './relations/iban.ts';
import { personFunctions } from './relations/person.ts';
import { phoneFunctions } from './relations/phone.ts';
import { vatNumberFunctions } from './relations/vat-number.ts';
import { tableFunctions } from './table-functions.ts';
import { hashFunctions } from './text/hash.ts';
import { htmlFunctions } from './text/html.ts';
import { companyFunctions } from './text/legal-forms.ts';
import { textFunctions } from './text/text.ts';
import { textPartFunctions } from './text/text-parts.ts';

/** Functions that the reference lists together. */
export interface FunctionGroup {
  readonly title: string;
  readonly functions: readonly MappingFunction[];
}

/** The library by subject. A new function is a new row in one of these tables. */
export const functionGroups: readonly FunctionGroup[] = [
  { title: 'Conversions', functions: conversionFunctions },
  { title: 'Text', functions: [...textFunctions, ...textPartFunctions] },
  { title: 'Numbers', functions: numberFunctions },
  { title: 'Money', functions: [...moneyFunctions, ...shareFunctions] },
  { title: 'Tables and keys', functions: [...tableFunctions, ...keyFunctions] },
  { title: 'Dates', functions: [...dateFunctions, ...dateStepFunctions, ...dateTextFunctions] },
  { title: 'Addresses', functions: addressFunctions },
  { title: 'Persons and companies', functions: [...personFunctions, ...companyFunctions] },
  { title: 'Telephone, bank and VAT numbers', functions: [...phoneFunctions, ...ibanFunctions, ...vatNumberFunctions] },
  { title: 'Countries', functions: countryFunctions },
  { title: 'HTML', functions: htmlFunctions },
  { title: 'Hashes', functions: hashFunctions },
];

/** Every function of the mapping language by its name. */
export const library: ReadonlyMap<string, MappingFunction> = new Map(
  functionGroups.flatMap(({ functions }) => functions.map((row) => [row.name, row] as const)),
);
