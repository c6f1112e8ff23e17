import { conversionFunctions } from './conversions.ts';
import { dateFunctions } from './dates.ts';
import type { MappingFunction } from './function.ts';
import { numberFunctions } from './numbers.ts';
import { textFunctions } from './text.ts';

/** Every function of the mapping language by its name. A new function is a new row in one of these tables. */
export const library: ReadonlyMap<string, MappingFunction> = new Map(
  [...conversionFunctions, ...textFunctions, ...numberFunctions, ...dateFunctions].map((row) => [row.name, row]),
);
