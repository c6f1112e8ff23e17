import { type ChecklistInput, checklistText } from './checklist.ts';
import { guardText, type Titles } from './guards.ts';
import { type SetValue, settingsText } from './settings-text.ts';
import { tableText } from './table-text.ts';
import { fillIn, type Template } from './template.ts';

/** What the files are made of. */
export interface FilesInput extends ChecklistInput {
  readonly flows: readonly string[];
  readonly values: readonly SetValue[];
  readonly cron: string;
  /** Who approves changes of tables; empty = nobody. */
  readonly owners: string;
  /** The folder of mappings, as its path in the repository. */
  readonly folder: string;
  readonly titles: Titles;
}

/** The text of every file that `init` writes, by its path in the repository, with `/` between folders. Pure. */
export function filesOf(template: Template, input: FilesInput): ReadonlyMap<string, string> {
  const { flows, values, cron, owners, tables, guards, folder, titles } = input;
  const own = (text: string): string => (folder === 'mappings' ? text : text.replaceAll(/\bmappings\//g, `${folder}/`));
  const guarded = guards.flatMap((guard) => {
    const text = guardText(guard, titles);
    return text === null ? [] : [[`${folder}/${guard.flow}.yml`, text] as const];
  });
  return new Map([
    [`${folder}/settings.yml`, settingsText(flows, values)],
    ...guarded,
    ...tables.map((table) => [`${folder}/tables/${table.name}.yml`, tableText(table)] as const),
    ['.github/workflows/sync.yml', syncWorkflow(template, flows, cron)],
    ['.github/workflows/mappings.yml', own(template.text('workflows/mappings.yml'))],
    // Without an owner the lines are comments, for the day when there is one.
    [
      '.github/CODEOWNERS',
      own(fillIn(template.text('CODEOWNERS'), { OWNED: owners === '' ? '# ' : '', OWNERS: owners || '@owner' })),
    ],
    ['.vscode/settings.json', own(template.text('settings.json'))],
    ['.vscode/extensions.json', template.text('extensions.json')],
    ['CHECKLIST.md', own(checklistText(template, input))],
  ]);
}

/** The workflow that syncs, for these flows and this schedule: the one in docs/getting-started.md has the three that ship on. Pure. */
export function syncWorkflow(template: Template, flows: readonly string[], cron: string): string {
  return fillIn(template.text('workflows/sync.yml'), { CRON: cron, FLOWS: flows });
}
