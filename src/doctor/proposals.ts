import { type Finding, warning } from './finding.ts';

/** The text of a table, with its path in the workspace. */
export interface TableFile {
  readonly file: string;
  readonly text: string;
}

/** What `init` writes behind a row that rests on a name alone. */
const GUESS = /# guess: /;
/** A row that `init` found no value for: a comment until somebody writes one. */
const OPEN = /^\s*# (?:"[^"]*"|[\w.-]+): \?(?: |$)/;

/** Rows that were proposed and that nobody has confirmed: they book, or let records wait. One finding of each kind for a table. Pure. */
export function judgeProposals(tables: readonly TableFile[]): readonly Finding[] {
  return tables.flatMap(({ file, text }) => {
    const lines = text.split('\n');
    return [
      ...found(file, lines, GUESS).map(({ rows, at }) =>
        warning(
          'mappings',
          `${rows} guessed and not confirmed: what they say is booked.`,
          'Check each with the bookkeeper, then delete the words behind #.',
          at,
        ),
      ),
      ...found(file, lines, OPEN).map(({ rows, at }) =>
        warning('mappings', `${rows} without a value: the records that need them wait.`, 'Write the values.', at),
      ),
    ];
  });
}

function found(file: string, lines: readonly string[], mark: RegExp) {
  const numbers = lines.flatMap((line, index) => (mark.test(line) ? [index + 1] : []));
  const [first] = numbers;
  if (first === undefined) return [];
  const rows = numbers.length === 1 ? '1 row is' : `${numbers.length} rows are`;
  return [{ rows, at: { file, line: first, column: 1 } }];
}
