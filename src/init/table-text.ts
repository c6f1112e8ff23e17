import type { Meaning } from '../systems/meaning.ts';
import { isOpen, type ProposedTable, type Row } from './proposal.ts';
import { commentBehind, remark, scalar, schemaLine } from './yaml-text.ts';

/** What stands before the reason of a guess. */
const GUESS = 'guess:';
/** The most candidates that a row names. */
const MOST = 8;

/** The text of `mappings/tables/NAME.yml`. Pure. */
export function tableText({ about, rows, isBlind }: ProposedTable): string {
  const blind = isBlind
    ? ['# A list that this table is made of could not be read: write its rows, or delete this file and run init again.']
    : [];
  return `${[schemaLine('table'), `# ${about}`, ...legend(rows), ...blind, ...body(rows)].join('\n')}\n`;
}

function legend(rows: readonly Row[]): readonly string[] {
  const says: string[] = [];
  if (rows.some(({ isGuess }) => isGuess)) says.push(`# Check each row with "${GUESS}", then delete these words.`);
  if (rows.some(isOpen))
    says.push('# A row with ? has no value yet, and what needs it waits. Write one in place of ? or { remove: true }.');
  if (rows.some(isComment)) says.push('# If it begins with #, take that away, and the one before the key above it.');
  if (rows.some(({ takesOut }) => takesOut !== undefined))
    says.push('# { remove: true } takes out a row of the example company, whose codes are not yours.');
  return says;
}

/** Rows with one key as lines, those with two below their first one. */
function body(rows: readonly Row[]): readonly string[] {
  const groups = Map.groupBy(rows, ({ keys }) => (keys.length > 1 ? (keys[0] ?? '') : null));
  return [...groups].flatMap(([key, own]) => {
    if (key === null) return own.map((row) => line(row, ''));
    const lines = own.map((row) => line(row, '  '));
    // A key with comments alone below it would be empty.
    return [own.every(isComment) ? `# ${scalar(key)}:` : `${scalar(key)}:`, ...lines];
  });
}

/** True for a row that is not there until a person writes it. */
const isComment = ({ value, takesOut }: Row): boolean => value === null && takesOut === undefined;

function line(row: Row, indent: string): string {
  const key = scalar(row.keys.at(-1) ?? '');
  if (row.takesOut === 'unused') return `${indent}${key}: { remove: true }`;
  if (row.value === null) {
    const may = `${remark(row.remark)}${candidates(row.candidates)}`;
    const [open, before] = isComment(row) ? [`# ${key}: ?`, ' # '] : [`${key}: { remove: true } # ?`, ' '];
    return `${indent}${open}${may === '' ? '' : `${before}${may}`}`;
  }
  const why = row.isGuess ? `${GUESS} ${row.remark}; check` : row.remark;
  return `${indent}${key}: ${valueText(row.value)}${commentBehind(why)}`;
}

function valueText(value: string | Readonly<Record<string, string>>): string {
  if (typeof value === 'string') return scalar(value);
  return `{ ${Object.entries(value)
    .map(([key, one]) => `${key}: ${/^\d+(\.\d+)?$/.test(one) ? one : scalar(one)}`)
    .join(', ')} }`;
}

function candidates(all: readonly Meaning[]): string {
  if (all.length === 0) return '';
  const shown = all.slice(0, MOST).map(({ code, name }) => (name === code ? code : `${code} (${name})`));
  return `: ${remark([...shown, ...(all.length > MOST ? [`${all.length - MOST} more`] : [])].join(', '))}`;
}
