import { INPUTS } from '../../config/input-names.ts';
import { type Inputs, missingAdministrations } from '../../config/inputs.ts';
import { type AdministrationEntry, idIn } from '../../config/schema/administrations-schema.ts';
import type { Settings } from '../../config/schema/settings-schema.ts';
import { ConfigError } from '../../errors/errors.ts';
import { nearest } from '../../nearest.ts';
import { bySystem, factsOf, type SystemName, systemNames } from '../../systems/registry.ts';

type Listed = Pick<Settings, 'administrations'>;

/**
 * The inputs of a run with the administrations that settings.yml gives them: of the entry that the input `administration` names, or of the only one.
 * Inputs that name their administrations themselves stay as they are. Throws ConfigError UNKNOWN_ADMINISTRATION, MISSING_INPUT, WRONG_INPUT.
 */
export function inAdministration(inputs: Inputs, { administrations }: Listed): Inputs {
  const entry = entryFor(inputs, administrations);
  if (entry === null) {
    if (inputs.hasCredentials && !saysAdministrations(inputs)) throw missingAdministrations();
    return inputs;
  }
  return {
    ...inputs,
    administration: entry.name,
    systems: bySystem((name) => ({ ...inputs.systems[name], administration: idFor(inputs, entry, name) })),
  };
}

/** The companies that a command of all of them is about: those that settings.yml lists with flows, or the one that the inputs name. Throws ConfigError UNKNOWN_ADMINISTRATION. */
export function askedFor(inputs: Inputs, { administrations }: Listed): readonly AdministrationEntry[] {
  if (inputs.administration !== null) {
    const { administration } = inAdministration(inputs, { administrations });
    return administrations.filter(({ name }) => name === administration);
  }
  const withFlows = administrations.filter(({ flows }) => flows?.length !== 0);
  if (withFlows.length > 0) return withFlows;
  const hint = 'List the companies there under "administrations", or let one job run with mode: sync.';
  throw new ConfigError('UNKNOWN_ADMINISTRATION', 'settings.yml lists no administrations.', { hint });
}

/** True for inputs that name the administration in each system. */
export function saysAdministrations({ systems }: Pick<Inputs, 'systems'>): boolean {
  return systemNames().every((name) => {
    return factsOf(name).inputs.administration === undefined || systems[name].administration !== '';
  });
}

function entryFor({ administration }: Inputs, entries: readonly AdministrationEntry[]): AdministrationEntry | null {
  const names = entries.map(({ name }) => name);
  if (administration === null) {
    if (entries.length < 2) return entries[0] ?? null;
    const hint = `Set it to one of ${names.join(', ')}: each run is about one of them.`;
    throw new ConfigError('MISSING_INPUT', `The input "${INPUTS.administration}" is missing.`, { hint });
  }
  const found = entries.find(({ name }) => name === administration);
  if (found !== undefined) return found;
  const meant = nearest(administration, names);
  const there = names.length === 0 ? 'List it there under "administrations".' : `There are: ${names.join(', ')}.`;
  const hint = meant === null ? there : `Did you mean "${meant}"?`;
  throw new ConfigError('UNKNOWN_ADMINISTRATION', `settings.yml lists no administration "${administration}".`, {
    hint,
  });
}

function idFor({ systems }: Inputs, entry: AdministrationEntry, name: SystemName): string {
  const id = idIn(entry, name);
  const given = systems[name].administration;
  if (given === '' || given === id) return id;
  const message = `The input "${factsOf(name).inputs.administration?.name}" names another administration than settings.yml for ${entry.name}.`;
  throw new ConfigError('WRONG_INPUT', message, { hint: 'Remove it from the workflow: settings.yml says it.' });
}
