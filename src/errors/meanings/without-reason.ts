import type { ErrorCode } from '../codes.ts';
import type { InEach, Language } from '../language.ts';
import type { Meaning } from './meaning.ts';
import { meaningOf } from './meanings.ts';

/** What to do where the advice of the code counts on a reason that is read with it. */
const todos: Partial<Record<ErrorCode, InEach>> = {
  CHECK_FAILED: {
    en: 'The reason is in the summary of the run. Correct what it names: the record in the source, or a table. If all is right, book it by hand as the reason says, under the number that it names, and write its line in links.yml.',
    nl: 'De reden staat in de samenvatting van de run. Verbeter wat die noemt: het record in de bron, of een tabel. Klopt alles, boek het dan met de hand zoals de reden zegt, onder het nummer dat die noemt, en zet de regel uit de reden in links.yml.',
  },
  REFUSED: {
    en: 'The message of the system is in the summary of the run. Read it, and correct the record or the mapping.',
    nl: 'De melding van het systeem staat in de samenvatting van de run. Lees die, en verbeter het record of de mapping.',
  },
};

/** What a code means and what to do, for what is made of activity logs: they hold codes, and no reasons. */
export function meaningWithoutReason(code: ErrorCode, language: Language): Meaning {
  const { means, todo } = meaningOf(code, language);
  return { means, todo: todos[code]?.[language] ?? todo };
}
