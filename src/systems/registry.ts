import { asperion } from './asperion/asperion.ts';
import type { Catalog } from './catalog.ts';
import { exactOnline } from './exact-online/exact-online.ts';
import type { SystemFacts } from './facts.ts';
import { type ScreenOf, screenIn } from './for-people.ts';
import type { InputValues } from './system-inputs.ts';

/** The one list of the systems that can be kept in step. */
export const systems = {
  'exact-online': exactOnline,
  asperion,
};

/** The name of a system in mappings and inputs. */
export type SystemName = keyof typeof systems;

/** The names of all systems, in the order in which people see them. */
export const systemNames = (): readonly SystemName[] => Object.keys(systems) as SystemName[];

/** What is known of a system. */
export const factsOf = (system: SystemName): SystemFacts => systems[system];

/** The name of a system for people. */
export const titleOf = (system: SystemName): string => systems[system].title;

/** A value for each system, by its name. */
export function bySystem<Made>(make: (system: SystemName) => Made): Readonly<Record<SystemName, Made>> {
  return Object.fromEntries(systemNames().map((name) => [name, make(name)])) as Record<SystemName, Made>;
}

/** What is known of the records of each system. */
export const catalogsOfSystems = (): Readonly<Record<SystemName, Catalog>> => bySystem((name) => systems[name].catalog);

/** Where people see records, in the administrations that the inputs name. */
export function screensOf(inputs: Readonly<Record<SystemName, InputValues>>): ScreenOf<SystemName> {
  return (system, resource, id) => screenIn(factsOf(system).screens, inputs[system], resource, id);
}
