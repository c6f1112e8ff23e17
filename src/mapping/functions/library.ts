import { addressFunctions } from './address.ts';
import { conversionFunctions } from './conversions.ts';
import { countryFunctions } from './countries.ts';
import { dateStepFunctions } from './date-steps.ts';
import { dateTextFunctions } from './date-text.ts';
import { dateFunctions } from './dates.ts';
import type { MappingFunction } from './function.ts';
import { hashFunctions } from './hash.ts';
import { htmlFunctions } from './html.ts';
import { ibanFunctions } from './iban.ts';
import { keyFunctions } from './keys.ts';
import { companyFunctions } from './legal-forms.ts';
import { moneyFunctions } from './money.ts';
import { numberFunctions } from './numbers.ts';
import { personFunctions } from './person.ts';
import { phoneFunctions } from './phone.ts';
import { shareFunctions } from './shares.ts';
import { tableFunctions } from './table-functions.ts';
import { textFunctions } from './text.ts';
import { textPartFunctions } from './text-parts.ts';
import { vatNumberFunctions } from './vat-number.ts';

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
