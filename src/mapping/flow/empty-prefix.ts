import { ConfigError } from '../../errors/errors.ts';
import { titleOf } from '../../systems/registry.ts';
import type { Program } from './program.ts';

/**
 * The error of flows that run and whose documents go both ways, if numbers have no prefix: once the links are lost, nothing tells which documents
 * came from the other system, so they would go back as new ones. Pure.
 */
export function emptyPrefix(programs: readonly Program[]): readonly ConfigError[] {
  const flows = programs.filter(
    ({ keyPrefix, steps }) => keyPrefix === '' && steps.some(({ policy }) => policy.kind === 'document'),
  );
  for (const [position, program] of flows.entries()) {
    const before = flows
      .slice(0, position)
      .find(({ source, target }) => source.system === program.target.system && target.system === program.source.system);
    if (before === undefined) continue;
    const { file, line } = before.at;
    const there = titleOf(program.target.system);
    const message = `The flow ${program.name} takes documents to ${there}, ${before.name} (${file}:${line}) takes them the other way, and their numbers have no prefix: once links are lost, nothing tells that a document came from ${there}.`;
    const hint = `Set a prefix under "values" in settings.yml before the first sync, such as EO-, or turn one of the two off (take it out of "flows").`;
    return [new ConfigError('BOOKED_TWICE', message, { at: program.at, hint })];
  }
  return [];
}
