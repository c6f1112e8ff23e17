import { z } from 'zod';
import type { ConfigError } from '../errors/errors.ts';
import type { InEach } from '../errors/language.ts';
import { keys } from '../schema.ts';
import { type KnownMessage, plainWords } from '../systems/known-message.ts';
import { plainText } from './schema/schema-parts.ts';
import { checkSchema } from './schema/schema-problems.ts';
import type { YamlSource } from './yaml/yaml-source.ts';

/** The most messages in one file, and the longest text. */
const MOST = 500;
const LONGEST = 500;
/** Fewer letters would be found in almost every message. */
const FEWEST_LETTERS = 4;

const lettersOf = (says: string): number => plainWords(says).replaceAll(/[* 0]/g, '').length;

const TOO_FEW = 'A message needs at least four letters beside its wildcards.';

const words = plainText
  .max(LONGEST)
  .refine((says) => lettersOf(says) >= FEWEST_LETTERS, {
    error: TOO_FEW,
    params: { code: 'WRONG_VALUE', hint: 'Write more of the words that the system shows.' },
  })
  .meta({ title: 'text', type: 'string', pattern: '(?:[A-Za-zÀ-ÿ][^A-Za-zÀ-ÿ]*){4}', patternErrorMessage: TOO_FEW });

const told = z
  .union(
    [
      plainText.max(LONGEST),
      keys({
        en: plainText.max(LONGEST).describe('In English.'),
        nl: plainText.max(LONGEST).describe('In Dutch.'),
      }),
    ],
    { error: 'a text is needed, or { en: …, nl: … } for both languages.' },
  )
  .meta({ title: 'text, or one for en and one for nl' });

/** `messages.yml`, read as text. */
export const messagesFile = z
  .array(
    keys({
      says: z
        .union([words, z.array(words).min(1).max(20)], { error: 'a text is needed, or a list of texts.' })
        .describe(
          'The words of the message, in one or several forms; … or * stands for what changes in it. Case, quotes and numbers do not count.',
        )
        .meta({ title: 'text or list of texts', examples: ['Verplicht: Kostenplaats …'] }),
      cause: told.describe('Why the system says it.'),
      fix: told.describe('What to do about it.'),
      menu: told
        .describe("The way through the system's screens to the place of the fix.")
        .meta({ examples: ['Stamgegevens > Kostenplaatsen'] })
        .optional(),
    }),
  )
  .max(MOST)
  .describe('What messages of the systems mean in this company; they count before those that are known anyway.');

/** The messages in a file that was read as text, each with its place as its source. What is wrong is added to `problems`. */
export function readMessages(source: YamlSource, problems: ConfigError[]): readonly KnownMessage[] {
  // A file with only comments has no messages.
  if (source.value === null || source.value === '') return [];
  const checked = checkSchema(messagesFile, source);
  if ('problems' in checked) {
    problems.push(...checked.problems);
    return [];
  }
  return checked.value.map(({ says, cause, fix, menu }, index) => {
    const { file, line } = source.at([index]);
    const place = `${file}:${line}`;
    return {
      says: typeof says === 'string' ? [says] : says,
      cause: inEach(cause),
      fix: inEach(fix),
      ...(menu === undefined ? {} : { menu: inEach(menu) }),
      source: place,
    };
  });
}

/** One text counts for every language. */
const inEach = (text: string | InEach): InEach => (typeof text === 'string' ? { en: text, nl: text } : text);
