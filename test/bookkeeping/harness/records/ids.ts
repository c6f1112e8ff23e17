import { guid } from '../../../../sandbox/world/random.ts';

/** The id of a record of Exact Online, the same wherever the same record is named. */
export function idOf(entity: string, ...name: readonly string[]): string {
  return guid(1, entity, ...name);
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for a text that is an id of Exact Online already. */
export const isGuid = (text: string): boolean => GUID.test(text);
