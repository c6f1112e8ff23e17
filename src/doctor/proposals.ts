import { isMap, parseDocument } from 'yaml';
import { count } from '../report/words/count.ts';
import { type Finding, warning } from './finding.ts';

/** The text of a table, with its path in the workspace. */
export interface TableFile {
  readonly file: string;
  readonly text: string;
}

/** What `init` writes behind a row that rests on a name alone. */
const GUESS = /# guess: (.*)/;
/** A row that `init` found no value for, until somebody writes one: a comment, or it takes out a shipped row. */
const OPEN = /^(\s*)(?:# ("[^"]*"|[\w.-]+): \?|("[^"]*"|[\w.-]+): \{ remove: true \} # \?)(?: |$)/;
/** A key with rows below it, which is a comment if all of them are open. */
const GROUP = /^(?:# )?("[^"]*"|[\w.-]+):\s*(?:#.*)?$/;

/** Rows that were proposed and that nobody has confirmed: they are used, or let records wait. One finding of each kind for a table. Pure. */
export function judgeProposals(tables: readonly TableFile[]): readonly Finding[] {
  return tables.flatMap(({ file, text }) => {
    const lines = text.split('\n');
    return [...guessed(lines, file), ...open(lines, text, file)];
  });
}

function guessed(lines: readonly string[], file: string): readonly Finding[] {
  const marks = lines.map((line) => GUESS.exec(line)?.[1] ?? null);
  const rows = marks.filter((mark) => mark !== null);
  if (rows.length === 0) return [];
  // One guess may stand behind the rows of many countries.
  const guesses = new Set(rows).size;
  const where = guesses === rows.length ? '' : ` in ${rows.length} rows`;
  const says = guesses === 1 ? 'is not confirmed: what it says' : 'are not confirmed: what they say';
  return [
    warning(
      'mappings',
      `${count(guesses, 'guess', 'guesses')}${where} ${says} is used.`,
      'Check each with the bookkeeper, then delete the words behind #.',
      { file, line: marks.findIndex((mark) => mark !== null) + 1, column: 1 },
    ),
  ];
}

function open(lines: readonly string[], text: string, file: string): readonly Finding[] {
  // What is no YAML is told with the mappings.
  const document = parseDocument(text, { schema: 'failsafe' });
  let group: string | null = null;
  const waiting = lines.flatMap((line, at) => {
    const [, indent = '', comment, row] = OPEN.exec(line) ?? [];
    const key = comment ?? row;
    if (key === undefined) {
      group = GROUP.exec(line)?.[1] ?? group;
      return [];
    }
    const path = indent === '' || group === null ? [key] : [group, key];
    const written = document.getIn(path.map(bare), true);
    return written === undefined || (isMap(written) && written.has('remove')) ? [at + 1] : [];
  });
  const [first] = waiting;
  if (first === undefined) return [];
  const [rows, need] = waiting.length === 1 ? ['1 row has', 'it'] : [`${waiting.length} rows have`, 'them'];
  const says = `${rows} no value: the records that need ${need} wait.`;
  return [warning('mappings', says, 'Write the values.', { file, line: first, column: 1 })];
}

const bare = (key: string): string => key.replace(/^"(.*)"$/, '$1');
