import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { accepted, surprises } from '../../validate/accept.ts';
import { catalogs, selectFlows } from '../select-flows.ts';
import { readTested } from './read-tested.ts';

/** What is accepted: the folder of the mappings, and the flows whose cases run; null = all. */
export interface Accepting {
  readonly folder: string;
  readonly flows: readonly string[] | null;
  readonly workspace: string;
}

/**
 * Writes what happened as the new expectations of every case that fails, and tells which; the lines that change are for review. Throws ConfigErrors
 * with all that is wrong with the files; nothing is written then.
 */
export async function acceptResults(
  { folder, flows, workspace }: Accepting,
  output: { write(text: string): unknown },
): Promise<void> {
  const tested = readTested(folder, workspace, { wanted: flows });
  const selected = selectFlows(tested, flows ?? tested.programs.map(({ name }) => name));
  const found = await surprises({ ...tested, selected, catalogs });
  const files = [...Map.groupBy(found, ({ test }) => test.at.file)].map(([file, own]) => {
    const place = path.join(workspace, file);
    return { file, own, place, text: accepted(readFileSync(place, 'utf8'), own) };
  });
  for (const { file, own, place, text } of files) {
    writeFileSync(place, text);
    for (const name of new Set(own.map(({ test }) => test.name)))
      output.write(`${file}: "${name}" expects what happened.\n`);
  }
  output.write(
    found.length === 0
      ? 'Every case is as expected: nothing was written.\n'
      : 'Look at the difference before you commit it.\n',
  );
}
