import type { Language } from '../../errors/language.ts';
import { factsOf, systemNames } from '../../systems/registry.ts';

/** What people call several records of a resource, whichever system has it: `vatcodes` → `VAT codes`; undefined = nothing is known. */
export function severalOf(resource: string, language: Language): string | undefined {
  const all = systemNames().map((name) => factsOf(name).nouns ?? {});
  return all.find((nouns) => Object.hasOwn(nouns, resource))?.[resource]?.[language][1];
}
