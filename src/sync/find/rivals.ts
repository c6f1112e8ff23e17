import { RecordError } from '../../errors/errors.ts';
import type { Scope } from '../../mapping/expressions/scope.ts';
import { type Program, passes } from '../../mapping/flow/program.ts';
import { attempt } from '../failure.ts';
import { decidingScopeOf, type Item } from '../item.ts';

const HINT = 'Correct the conditions of one of the two flows: no record may meet those of both.';

/** Refuses records that also take part in another flow that books the same: BOOKED_TWICE. */
export function refuseRivals(
  program: Program,
  rivals: readonly Program[],
  items: readonly Item[],
  refs: Scope['refs'],
): void {
  const first = program.steps[0]?.id ?? '';
  for (const item of items) {
    const refuse = (): void => {
      const rival = rivals.find((other) => passes(other, decidingScopeOf(item, refs)));
      if (rival !== undefined) throw takesBoth(program, rival);
    };
    attempt(item, first, refuse, undefined);
  }
}

function takesBoth({ name, disjoint }: Program, rival: Program): RecordError {
  const where = rival.disjoint === null ? '' : ` (${rival.disjoint.at.file}:${rival.disjoint.at.line})`;
  const message = `It meets the conditions of ${name} and of ${rival.name}${where}, which are declared disjoint. ${HINT}`;
  return new RecordError('BOOKED_TWICE', message, disjoint === null ? {} : { at: disjoint.at });
}

/** A flow that reads, beside its own fields, those that the conditions of its rivals need. */
export function readingForRivals(program: Program, rivals: readonly Program[]): Program {
  if (rivals.length === 0) return program;
  const fields = [...new Set([...program.fields, ...rivals.flatMap(({ whereFields }) => whereFields)])].sort();
  const own = fields.filter((field) => !fields.some((other) => other.startsWith(`${field}.`)));
  return { ...program, fields: own, version: [program, ...rivals].map(({ version }) => version).join('+') };
}
