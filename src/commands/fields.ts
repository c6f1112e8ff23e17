import { ConfigError } from '../errors/errors.ts';
import { nearest } from '../nearest.ts';
import { fieldTable, RESOURCE_COLUMNS, type ResourcePlace, resourceRows } from '../report/fields/field-table.ts';
import { inColumns } from '../report/fields/in-columns.ts';
import { count } from '../report/words/count.ts';
import { factsOf, type SystemName, systemNames, titleOf } from '../systems/registry.ts';
import { type OptionHelp, optionLines, readOptions } from './options.ts';

/** What the command gets from outside. */
export interface FieldsWorld {
  /** Where it is told; `columns` is the width of a terminal. */
  readonly output: { write(text: string): unknown; readonly columns?: number };
}

/** The options of the command. */
export const FLAGS: OptionHelp = { system: ['NAME', `one system only: ${systemNames().join(' or ')}`] };

/** What `fields --help` says. */
export const fieldsHelp = `exact-asperion-sync fields shows which resources and fields there are. It works offline, without an account.

  exact-asperion-sync fields                   All resources: whether each can be the source of a flow, and is written.
  exact-asperion-sync fields crm/Contacts      Its fields, with these columns:

  type       text, integer, decimal, boolean, date, id, lines or binary (a file)
  length     the longest text that it takes, if it is known
  written    when it may be sent: create, update, both, or never
  required   yes = a record is not created without it
  look-up    whether records can be found by it; empty = not documented
  personal   what it tells of a person, which is hidden in logs and reports: name, email, phone, address, bank,
             identity, or text, in which people write what they like

Options
${optionLines(FLAGS)}

Examples
  exact-asperion-sync fields
  exact-asperion-sync fields crm/Contacts
  exact-asperion-sync fields debtors | grep -i mail
  exact-asperion-sync fields --system ${systemNames().at(-1)}

docs/fields.md has them all.`;

/** Runs the command. Throws ConfigError UNKNOWN_RESOURCE, UNKNOWN_SYSTEM, and as `readOptions` does. */
export function fieldsCommand(args: readonly string[], { output }: FieldsWorld): boolean {
  const at = args.findIndex((arg, index) => !arg.startsWith('-') && args[index - 1] !== '--system');
  const name = args[at];
  const rest = name === undefined ? args : args.toSpliced(at, 1);
  const { system } = readOptions(name === undefined ? 'fields' : 'fields RESOURCE', rest, ['system']);
  const asked = system === undefined ? systemNames() : [readSystem(system)];
  const parts =
    name === undefined
      ? [...asked.map(listed), 'exact-asperion-sync fields RESOURCE shows the fields of one.\n']
      : find(name, asked).map((place) => shown(place, output.columns));
  output.write(parts.join('\n'));
  return true;
}

/** The resources of a system, in columns. */
function listed(system: SystemName): string {
  const lines = inColumns([RESOURCE_COLUMNS, ...resourceRows(system)]);
  return `${titleOf(system)} (${system})\n\n${lines.join('\n')}\n`;
}

/** A resource with its fields, in columns. */
function shown(place: ResourcePlace, width: number | undefined): string {
  const { says, columns, rows } = fieldTable(place);
  const title = `${place.resource.name} of ${titleOf(place.system)}: ${count(rows.length, 'field')}`;
  return `${title}\n\n${says.join('\n')}\n\n${inColumns([columns, ...rows], width).join('\n')}\n`;
}

/** The resources of that name. Throws ConfigError UNKNOWN_RESOURCE. */
function find(name: string, asked: readonly SystemName[]): readonly ResourcePlace[] {
  const found = placesOf(asked).filter(({ resource }) => resource.name === name);
  if (found.length > 0) return found;
  const elsewhere = placesOf(systemNames()).find(({ resource }) => resource.name === name);
  const where = asked.length === 1 && asked[0] !== undefined ? ` in ${titleOf(asked[0])}` : '';
  throw new ConfigError('UNKNOWN_RESOURCE', `There is no resource "${name}"${where}.`, {
    hint: elsewhere === undefined ? meantBy(name, asked) : `It is a resource of ${titleOf(elsewhere.system)}.`,
  });
}

const placesOf = (asked: readonly SystemName[]): readonly ResourcePlace[] =>
  asked.flatMap((system) => [...factsOf(system).catalog.resources.values()].map((resource) => ({ system, resource })));

/** The resources that a mistyped name is near, with or without the part before its slash. */
function meantBy(name: string, asked: readonly SystemName[]): string {
  const all = placesOf(asked).map(({ resource }) => resource.name);
  const shortOf = (one: string): string => one.slice(one.lastIndexOf('/') + 1);
  const meant = nearest(name, [...all, ...all.map(shortOf)])?.toLowerCase();
  const near = all.filter((one) => [one, shortOf(one)].some((form) => form.toLowerCase() === meant));
  if (near.length === 0) return 'exact-asperion-sync fields has all names.';
  return `Did you mean ${near.join(' or ')}?`;
}

/** The names of all resources. */
export const resourceNames = (): readonly string[] => placesOf(systemNames()).map(({ resource }) => resource.name);

/** The system that a name stands for. Throws ConfigError UNKNOWN_SYSTEM. */
function readSystem(name: string): SystemName {
  const found = systemNames().find((one) => one === name);
  if (found !== undefined) return found;
  const meant = nearest(name, systemNames());
  throw new ConfigError('UNKNOWN_SYSTEM', 'There is no such system.', {
    hint: meant === null ? `Use ${systemNames().join(' or ')}.` : `Did you mean ${meant}?`,
  });
}
