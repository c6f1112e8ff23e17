import { loadSettings } from '../../config/config.ts';
import { type Folder, readFileText, shownFile, yamlFiles } from '../../config/folder.ts';
import { TABLES } from '../../config/packs/library.ts';
import { defaultSettings, type Settings } from '../../config/schema/settings-schema.ts';
import { attempt, error, type Finding, ok } from '../../doctor/finding.ts';
import type { TableFile } from '../../doctor/proposals.ts';
import { warningsOf } from '../select-flows.ts';
import type { CommandContext, Mappings } from '../session.ts';

/** That the mappings are right, and what stops a flow or a sync all the same before it reads. */
export function judgeMappings(mappings: Mappings, wanted: readonly string[] | null): readonly Finding[] {
  const { programs, selected } = mappings;
  return [
    ok('mappings', `${programs.length} flows are correct; ${selected.size} of them are on.`),
    ...[...warningsOf(mappings, wanted), ...mappings.config.broken].map(({ message, hint = '', at }) =>
      error('mappings', message, hint, at),
    ),
  ];
}

/** The tables that the folder itself has; one that cannot be read is told with the mappings. */
export function tableFiles(folder: Folder): readonly TableFile[] {
  return yamlFiles(folder, [], TABLES).flatMap((name) => {
    const file = `${TABLES}/${name}`;
    const text = readFileText(folder, file);
    return typeof text === 'string' ? [{ file: shownFile(folder, file), text }] : [];
  });
}

/** Settings that can be read although the flows can't. */
export async function settingsAlone({ inputs, github }: CommandContext): Promise<Settings> {
  const read = await attempt('mappings', () => loadSettings(inputs.mappings, github.workspace, inputs.administration));
  return read.result ?? defaultSettings;
}
