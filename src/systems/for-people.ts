import type { InputValues } from './system-inputs.ts';

/** The words for one and for several records of a kind. */
export type NounForms = readonly [one: string, several: string];

/** What people call the records of a system, by resource, in each language of reports. */
export type RecordNouns = Readonly<Record<string, Readonly<Record<'en' | 'nl', NounForms>>>>;

/** Where a system shows records to people, by resource: a path with places for `{administration}` and the record's `{id}`. */
export type Screens = Readonly<Record<string, string>>;

/** What an id looks like. Nothing else gets into an address, so no name or text of a person can. */
const ID = /^[\w-]{1,64}$/;

/** The address at which a system shows a record, by its resource and id; undefined if it is not known. */
export type ScreenOf<Name extends string> = (system: Name, resource: string, id: string) => string | undefined;

/** The address of a record's screen in one system. */
export function screenIn(
  screens: Screens | undefined,
  { url, administration }: Pick<InputValues, 'url' | 'administration'>,
  resource: string,
  id: string,
): string | undefined {
  const path = screens?.[resource];
  if (path === undefined || url === '' || ![administration, id].every((part) => ID.test(part))) return undefined;
  return `${url}/${path.replace('{administration}', administration).replace('{id}', id)}`;
}
