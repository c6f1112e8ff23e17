import { count } from '../report/words/count.ts';
import type { FirstGuard } from './guards.ts';
import { isOpen, type ProposedTable } from './proposal.ts';
import { fillIn, type Template } from './template.ts';

/** The repository that the files are for. */
export interface Repository {
  /** `OWNER/NAME`; null = not known. */
  readonly name: string | null;
  /** Its address, such as `https://github.com/OWNER/NAME`. */
  readonly web: string;
}

/** What the checklist tells of. */
export interface ChecklistInput {
  readonly repository: Repository;
  /** The folder of mappings, as its path in the repository. */
  readonly folder: string;
  readonly tables: readonly ProposedTable[];
  readonly guards: readonly FirstGuard[];
  /** The names of secrets, with what each is. */
  readonly secrets: readonly Entry[];
  readonly variables: readonly Entry[];
}

/** A secret or variable. */
export interface Entry {
  readonly name: string;
  readonly says: string;
}

/** The rows of a table by what a person has to do with them. */
export function countRows({ rows }: ProposedTable): {
  readonly sure: number;
  readonly guesses: number;
  /** Rows that rest on a guess. */
  readonly guessed: number;
  readonly open: number;
} {
  const open = rows.filter(isOpen).length;
  const guessed = rows.filter(({ isGuess }) => isGuess);
  const unused = rows.filter(({ takesOut }) => takesOut === 'unused').length;
  // One guess may stand behind the rows of many countries.
  const guesses = new Set(guessed.map(({ remark }) => remark)).size;
  return { sure: rows.length - open - guessed.length - unused, guesses, guessed: guessed.length, open };
}

/** The text of `CHECKLIST.md`. Pure. */
export function checklistText(
  template: Template,
  { repository, folder, tables, guards, secrets, variables }: ChecklistInput,
): string {
  return fillIn(template.text('CHECKLIST.md'), {
    TABLES: tables.map((table) => tableLine(table, folder)),
    REPOSITORY: repository.name ?? 'your repository',
    WEB: repository.web,
    SECRETS: secrets.map(({ name, says }) => `  - \`${name}\`: ${says}`),
    VARIABLES: variables.map(({ name, says }) => `  - \`${name}\`: ${says}`),
    GUARDS: guards.map((guard) => guardLine(guard, folder)),
  });
}

function tableLine(table: ProposedTable, folder: string): string {
  const link = `[${table.name}](${folder}/tables/${table.name}.yml)`;
  if (table.isBlind) return `- [ ] ${link}: a list could not be read, so nothing is proposed. Write its rows.`;
  const { sure, guesses, guessed, open } = countRows(table);
  const parts = [
    ...(sure > 0 ? [`${sure} matched`] : []),
    ...(guesses > 0
      ? [`**${count(guesses, 'guess', 'guesses')} to check**${guesses === guessed ? '' : ` in ${guessed} rows`}`]
      : []),
    ...(open > 0 ? [`**${open} open**: what needs them waits`] : []),
  ];
  return `- [ ] ${link}: ${parts.length === 0 ? 'no rows' : parts.join(', ')}.`;
}

function guardLine({ flow, records, most }: FirstGuard, folder: string): string {
  if (most !== null)
    return `- [ ] After the first load of \`${flow}\` (${count(records ?? 0, 'record')} counted), lower its [guard](${folder}/${flow}.yml) of ${most}.`;
  const why = records === null ? 'its first load could not be counted' : 'there is nothing to load yet';
  return `- [ ] \`${flow}\` keeps the shipped guard, because ${why}. The plan says if it would stop the first load.`;
}
