import { settingsOf } from '../../config/schema/settings-schema.ts';
import { factsOf } from '../../systems/registry.ts';
import type { MappingsVersion } from './config-changes.ts';
import { beginsEarlier } from './left-out.ts';

/**
 * Within how many hours a sync reads all records of a flow again, also those that did not change, and so writes what a change makes of them; 0 = the next
 * one does. Null = it reads only what changed. Pure.
 */
export function readAgainHours(base: MappingsVersion, head: MappingsVersion, flow: string): number | null {
  if (beginsEarlier(base, head, flow)) return 0;
  const program = head.programs.find(({ name }) => name === flow);
  if (program === undefined) return null;
  const { source, fields } = program;
  const settings = settingsOf(head.config.settings, source.system);
  const hours = factsOf(source.system).readsAllAgainHours?.(settings, source.spec, fields) ?? null;
  return hours === null ? null : Math.ceil(hours);
}
