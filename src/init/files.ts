import { INPUT_DEFAULTS, INPUTS } from '../config/input-names.ts';
import { type ChecklistInput, checklistText } from './checklist.ts';
import { guardText, type Titles } from './guards.ts';
import { type SetValue, settingsText } from './settings-text.ts';
import { tableText } from './table-text.ts';
import { fillIn, type Template } from './template.ts';
import { scalar } from './yaml-text.ts';

/** What a workflow that syncs depends on. */
export interface Syncing {
  readonly cron: string;
  /** The folder of mappings, as its path in the repository. */
  readonly folder: string;
}

/** What the files are made of. */
export interface FilesInput extends ChecklistInput, Syncing {
  readonly flows: readonly string[];
  readonly values: readonly SetValue[];
  /** Who approves changes of tables; empty = nobody. */
  readonly owners: string;
  readonly titles: Titles;
}

/** The text of every file that `init` writes, by its path in the repository, with `/` between folders. Pure. */
export function filesOf(template: Template, input: FilesInput): ReadonlyMap<string, string> {
  const { flows, values, owners, tables, guards, folder, titles } = input;
  const guarded = guards.flatMap((guard) => {
    const text = guardText(guard, titles);
    return text === null ? [] : [[`${folder}/${guard.flow}.yml`, text] as const];
  });
  // Without an owner the lines are comments, for the day when there is one.
  const owned = { FOLDER: folder, OWNED: owners === '' ? '# ' : '', OWNERS: owners || '@owner' };
  return new Map([
    [`${folder}/settings.yml`, settingsText(flows, values)],
    ...guarded,
    ...tables.map((table) => [`${folder}/tables/${table.name}.yml`, tableText(table)] as const),
    ['.github/workflows/sync.yml', syncWorkflow(template, input)],
    ['.github/workflows/freshness.yml', freshnessWorkflow(template, input)],
    ['.github/workflows/mappings.yml', mappingsWorkflow(template, folder)],
    ['.github/workflows/desk.yml', deskWorkflow(template, folder)],
    ['.github/dependabot.yml', template.text('dependabot.yml')],
    ['.github/CODEOWNERS', fillIn(template.text('CODEOWNERS'), owned)],
    ['.vscode/settings.json', fillIn(template.text('settings.json'), { FOLDER: folder })],
    ['.vscode/extensions.json', template.text('extensions.json')],
    ['CHECKLIST.md', checklistText(template, input)],
  ]);
}

/** The workflow that syncs, for this schedule: docs/getting-started.md has the one of every half hour. Pure. */
export function syncWorkflow(template: Template, { cron, folder }: Syncing): string {
  return fillIn(template.text('workflows/sync.yml'), { CRON: cron, MAPPINGS: mappingsInput(folder) });
}

/** The workflow that watches over the one that syncs, on the same days. Pure. */
export function freshnessWorkflow(template: Template, { cron, folder }: Syncing): string {
  const days = cron.split(' ').at(-1) ?? '*';
  return fillIn(template.text('workflows/freshness.yml'), { DAYS: days, MAPPINGS: mappingsInput(folder) });
}

/** The workflow for pull requests. Pure. */
export function mappingsWorkflow(template: Template, folder: string): string {
  return fillIn(template.text('workflows/mappings.yml'), { FOLDER: folder, MAPPINGS: mappingsInput(folder) });
}

/** The workflow that answers comments on issues of the sync. Pure. */
export function deskWorkflow(template: Template, folder: string): string {
  return fillIn(template.text('workflows/desk.yml'), { MAPPINGS: mappingsInput(folder) });
}

/** The line of `with:` that names the folder; none for the one that the action takes by itself. */
function mappingsInput(folder: string): readonly string[] {
  return folder === INPUT_DEFAULTS[INPUTS.mappings] ? [] : [`${INPUTS.mappings}: ${scalar(folder)}`];
}
