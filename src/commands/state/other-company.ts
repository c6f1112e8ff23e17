import type { Inputs } from '../../config/inputs.ts';
import { type AdministrationEntry, idIn } from '../../config/schema/administrations-schema.ts';
import type { Settings } from '../../config/schema/settings-schema.ts';
import { StateError } from '../../errors/errors.ts';
import { progressSchema } from '../../state/progress.ts';
import { factsOf, type SystemName, systemNames, titleOf } from '../../systems/registry.ts';
import { type Saved, stateName } from '../session.ts';

/** A company's administration in each system that has them. */
type Pair = ReadonlyMap<SystemName, string>;

/**
 * Stops a first run whose administrations were synced with others before. A number that was mistyped, or changed on one side only, has an empty state, so
 * its run would take the records of one company for those of another and overwrite them. Two companies that settings.yml lists may share an
 * administration: their values differ. Throws StateError OTHER_ADMINISTRATION.
 */
export async function assertSameCompany(
  { state, progress }: Pick<Saved, 'state' | 'progress'>,
  { administrations }: Pick<Settings, 'administrations'>,
  inputs: Pick<Inputs, 'systems' | 'acceptState'>,
): Promise<void> {
  if (progress.savedAt !== '' || inputs.acceptState === 'once') return;
  const own = pairIn(stateName(inputs));
  if (own === null) return;
  for (const name of await state.names('progress')) {
    const other = pairIn(name);
    if (other === null || !sharesOne(own, other)) continue;
    if ([own, other].every((pair) => isListed(pair, administrations))) continue;
    if (await hasLinks(state, name)) throw otherCompany(own, other);
  }
}

/** False for a pair of which no record was ever synced, such as a number that a system refused. */
async function hasLinks(state: Saved['state'], name: string): Promise<boolean> {
  try {
    const progress = await state.load('progress', name, progressSchema);
    return Object.values(progress?.links ?? {}).some(({ count }) => count > 0);
  } catch (error) {
    if (error instanceof StateError) return true;
    throw error;
  }
}

/** The administrations that the name of a state names. */
function pairIn(name: string): Pair | null {
  const having = systemNames().filter((system) => factsOf(system).inputs.administration !== undefined);
  const ids = name.split('-');
  return ids.length === having.length ? new Map(having.map((system, index) => [system, ids[index] ?? ''])) : null;
}

const isListed = (pair: Pair, entries: readonly AdministrationEntry[]): boolean =>
  entries.some((entry) => [...pair].every(([system, id]) => idIn(entry, system) === id));

/** True if some are the same, and others differ. */
const sharesOne = (left: Pair, right: Pair): boolean =>
  new Set([...left].map(([system, id]) => right.get(system) === id)).size > 1;

function otherCompany(own: Pair, other: Pair): StateError {
  const message = `Earlier runs synced ${told(other)}, and this one is about ${told(own)}: it could overwrite the records of one company with those of another.`;
  const wrong = [...own].flatMap(([system, id]) => (other.get(system) === id ? [] : [inputOf(system)]));
  const hint = `If it is a slip, correct ${wrong.join(', ')}. If this is meant, list both companies under administrations in settings.yml with a prefix each; or, if it takes the place of the earlier one, run once with accept-state: once.`;
  return new StateError('OTHER_ADMINISTRATION', message, { hint });
}

const told = (pair: Pair): string => [...pair].map(([system, id]) => `${titleOf(system)} ${id}`).join(' + ');

const inputOf = (system: SystemName): string => factsOf(system).inputs.administration?.name ?? system;
