import { z } from 'zod';
import { keys } from '../../schema.ts';
import type { Sharing } from '../../systems/connected.ts';
import { type SystemName, systems } from '../../systems/registry.ts';
import type { InputFacts } from '../../systems/system-inputs.ts';
import { asIssue } from './schema-parts.ts';

/** Names of flows. */
export const flowList = z.array(z.string().min(1)).max(500);

/** Values of a company, by their names. */
export const valuesByName = z.record(z.string(), z.unknown()).meta({ title: 'values by name' });

/** A job each, and a matrix of GitHub has at most as many (GH-matrix). */
const MOST = 256;

/** A word that file names, artifacts and cache keys can hold. */
export const WORD = /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/;

const word = z.string().regex(WORD, { error: 'Up to 40 letters, digits and dashes are needed.' });

/** Where an entry says which administration of a system it is about. */
const keyOf = ({ key, name }: InputFacts): string => key ?? name;

const inputsOfSystems = Object.values(systems).flatMap(
  ({ inputs }: { readonly inputs: { administration?: InputFacts } }) => inputs.administration ?? [],
);

/** The keys under which an entry names the administration of each system. */
const ID_KEYS = inputsOfSystems.map(keyOf);

function idOf({ isNumber, says }: InputFacts): z.ZodType<string> {
  const text = isNumber === true ? z.string().regex(/^\d+$/, { error: 'Digits are needed.' }) : z.string().min(1);
  return z
    .union(isNumber === true ? [z.int().min(1), text] : [text], { error: 'A number is needed.' })
    .transform(String)
    .describe(`${says.replace(/^the/, 'The')}.`);
}

const administration = keys({
  name: word
    .describe('What people call it: runs, summaries and artifacts have this name.')
    .meta({ examples: ['noord'] }),
  ...Object.fromEntries(inputsOfSystems.map((input) => [keyOf(input), idOf(input)])),
  flows: flowList.describe('The flows that run for it, in place of those of the folder.').optional(),
  tables: word
    .describe(
      'The folder below tables/ whose rows override those of the folder. Default: the one of its name, if there is one.',
    )
    .optional(),
  values: valuesByName.describe('Values that override those of the folder.').optional(),
});

/** The companies of a folder. Two of them have neither one name nor the same administration on every side. */
export const administrations = z
  .array(administration)
  .max(MOST)
  .superRefine((entries, context) => {
    for (const [index, entry] of entries.entries()) {
      const before = entries.slice(0, index);
      // Letters alone tell nothing apart: file systems and groups of runs ignore their case.
      const isTaken = before.some(({ name }) => name.toLowerCase() === entry.name.toLowerCase());
      const twin = before.find((other) => ID_KEYS.every((key) => textUnder(other, key) === textUnder(entry, key)));
      if (isTaken) {
        const message = `Two administrations have the name "${entry.name}".`;
        context.addIssue(
          asIssue({ path: [index, 'name'], code: 'NAME_TAKEN', message, hint: 'Give each a name of its own.' }),
        );
      } else if (twin !== undefined) {
        const message = `"${entry.name}" and "${twin.name}" are the same administrations.`;
        const hint = 'Remove one of them: both would work on the same records.';
        context.addIssue(asIssue({ path: [index, 'name'], code: 'NAME_TAKEN', message, hint }));
      } else {
        const other = before.find((one) => shareOne(one, entry) && areAlike(prefixOf(one), prefixOf(entry)));
        if (other === undefined) continue;
        const message = `"${entry.name}" and "${other.name}" share an administration, and no prefixes tell their records apart.`;
        const hint =
          'Give each a prefix under its own values, also one that has the prefix of the folder; none may begin with another one, such as N- and Z-. Records of the same number would be taken for each other.';
        context.addIssue(asIssue({ path: [index, 'name'], code: 'WRONG_VALUE', message, hint }));
      }
    }
  });

/** True for two companies with the same administration on one side. */
const shareOne = (left: object, right: object): boolean =>
  ID_KEYS.some((key) => textUnder({ ...left }, key) === textUnder({ ...right }, key));

/** What numbers of an entry begin with in the other system; empty if it says nothing itself. Letters alone tell nothing apart. */
const prefixOf = ({ values }: { readonly values?: Readonly<Record<string, unknown>> | undefined }): string =>
  String(values?.prefix ?? '').toLowerCase();

/** True if a number may begin with both: EO-20001 is 20001 of EO- and 0001 of EO-2. */
const areAlike = (left: string, right: string): boolean => left.startsWith(right) || right.startsWith(left);

/** One of the companies of a folder. */
export type AdministrationEntry = z.infer<typeof administration>;

const textUnder = (entry: Readonly<Record<string, unknown>>, key: string): string => String(entry[key] ?? '');

/** The id of an entry in a system; empty for a system that has no administrations. */
export function idIn(entry: AdministrationEntry, system: SystemName): string {
  const { administration: input }: { readonly administration?: InputFacts } = systems[system].inputs;
  return input === undefined ? '' : textUnder(entry, keyOf(input));
}

/** Among how many of the listed companies a system's limits are shared, for a run about the administration `id` of it. */
export function sharingOf(entries: readonly AdministrationEntry[], system: SystemName, id: string): Sharing {
  const same = entries.filter((entry) => idIn(entry, system) === id).length;
  return { administration: Math.max(1, same), all: Math.max(1, entries.length) };
}
