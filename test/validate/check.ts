import { catalogs } from '../../src/commands/select-flows.ts';
import { readTested } from '../../src/commands/validate/read-tested.ts';
import type { Validation } from '../../src/report/validate-report.ts';
import { validateMappings } from '../../src/validate/validate.ts';
import { workspaceWith } from '../config/folder.ts';

/** What comes of the tests in a folder with these files; `flows` are those that are tested, by default all. */
export async function check(files: Readonly<Record<string, string>>, flows?: readonly string[]): Promise<Validation> {
  using folder = workspaceWith(files);
  return checkFolder(folder.workspace, flows);
}

/** The same for a workspace that is there. */
export async function checkFolder(workspace: string, flows?: readonly string[]): Promise<Validation> {
  const tested = readTested('mappings', workspace);
  const selected = new Set(flows ?? tested.programs.map(({ name }) => name));
  return validateMappings({ ...tested, selected, catalogs });
}

/** The differences of all cases that failed, each with the reasons behind it. */
export function failuresOf({ flows }: Validation): readonly string[] {
  return flows
    .flatMap(({ failed }) => failed)
    .map(({ error, difference, reasons }) => [error.message, difference, ...reasons].join('\n'));
}

/** What no test reaches, with the line. */
export function unreachedOf({ flows, tables }: Validation): readonly string[] {
  return [...flows, ...tables].flatMap(({ unreached }) => unreached).map(({ says, at }) => `${at.line} ${says}`);
}
