/**
 * Writes docs/fields.md from the catalogs, in the words of the command `fields`:
 *
 *     node scripts/fields-page.ts
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fieldTable, RESOURCE_COLUMNS, type ResourcePlace, resourceRows } from '../src/report/fields/field-table.ts';
import { code, head, plain, row } from '../src/report/page/markdown.ts';
import { count } from '../src/report/words/count.ts';
import { factsOf, type SystemName, systemNames, titleOf } from '../src/systems/registry.ts';

/** Where the page is. */
export const FIELDS_PAGE = join(import.meta.dirname, '..', 'docs', 'fields.md');

const INTRODUCTION = `# Resources and fields

All that flows can read and write, as the catalogs of the product have it. \`npm run generate\` makes this page; on your machine,
\`exact-asperion-sync fields crm/Contacts\` shows one resource, and after a mistyped name the right one. [mapping.md](mapping.md#resources) explains how
resources are used.

| column | says |
| --- | --- |
| source | \`yes\` = changes are read, so it can be the source of a flow |
| type | \`text\`, \`integer\`, \`decimal\`, \`boolean\`, \`date\`, \`id\`, \`lines\`, or \`binary\` (a file) |
| length | the longest text that it takes, if it is known |
| written | when it may be sent: \`create\`, \`update\`, both, or \`never\` |
| required | \`yes\` = a record is not created without it |
| look-up | whether records can be found by it; empty = not documented |
| personal | what it tells of a person, hidden in logs and reports: \`name\`, \`email\`, \`phone\`, \`address\`, \`bank\`, \`identity\`, or \`text\`, in which people write what they like |

A column that would be empty is left out.`;

/** The page. */
export function fieldsPage(): string {
  return `${[INTRODUCTION, ...systemNames().map(systemPart)].join('\n\n')}\n`;
}

function systemPart(system: SystemName): string {
  const rows = resourceRows(system).map(([name, ...cells]) => row([`[${name}](#${anchorOf(name)})`, ...cells]));
  const index = [...head(RESOURCE_COLUMNS, 1), ...rows].join('\n');
  const resources = [...factsOf(system).catalog.resources.values()];
  return [`## ${titleOf(system)}`, index, ...resources.map((resource) => resourcePart({ system, resource }))].join(
    '\n\n',
  );
}

/** A resource, with its table folded: GitHub opens it with a click. */
function resourcePart(place: ResourcePlace): string {
  const { says, columns, rows } = fieldTable(place);
  const table = rows.map(([field = '', ...cells]) => row([code(field), ...cells.map(plain)]));
  return [
    `### ${place.resource.name}`,
    says.map(plain).join(' '),
    `<details><summary>${count(rows.length, 'field')}</summary>`,
    [...head(columns, 0), ...table].join('\n'),
    '</details>',
  ].join('\n\n');
}

/** The anchor of a heading, as GitHub makes it. */
const anchorOf = (heading: string): string => heading.toLowerCase().replaceAll(/[^a-z\d _-]/g, '');

if (import.meta.main) await writeFile(FIELDS_PAGE, fieldsPage());
