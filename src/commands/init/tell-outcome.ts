import { countRows } from '../../init/checklist.ts';
import { count } from '../../report/words/count.ts';
import type { Prepared } from './prepare.ts';
import type { FileOutcome } from './write-files.ts';

/** Says what became of the files, and what a person has to look at. */
export function tellOutcome(
  { tables, guards }: Prepared,
  outcomes: readonly FileOutcome[],
  tell: (line: string) => void,
): void {
  for (const { file, kind, difference } of outcomes) {
    tell(`${kind.padEnd(10)} ${file}${kind === 'differs' ? '  (left as it is: - is there, + would be written)' : ''}`);
    for (const line of difference) tell(`             ${line}`);
  }
  const counts = tables.map(countRows);
  const sum = (part: 'sure' | 'guesses' | 'open'): number => counts.reduce((total, one) => total + one[part], 0);
  tell('');
  tell(
    `Tables: ${count(sum('sure'), 'row')} matched, ${count(sum('guesses'), 'guess', 'guesses')} to check, ${count(sum('open'), 'row')} open (what needs them waits).`,
  );
  for (const { flow, records, most } of guards) {
    const counted = records === null ? 'not counted' : `${count(records, 'record')} to read`;
    tell(`First load of ${flow}: ${counted}; ${most === null ? 'the shipped guard stays' : `guard ${most}`}.`);
  }
  tell('');
}
