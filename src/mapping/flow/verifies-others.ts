import type { FlowSource } from '../../config/flow-source.ts';
import { ConfigError } from '../../errors/errors.ts';
import { titleOf } from '../../systems/registry.ts';
import { bookingsOf, writesDocuments } from './booked-twice.ts';
import type { Program } from './program.ts';

/**
 * Errors for checks of documents that a flow which runs books as another kind: all would be missing, and whoever enters them has them twice.
 * `sources` are the files of the flows. Pure.
 */
export function verifiesOthers(programs: readonly Program[], sources: readonly FlowSource[]): readonly ConfigError[] {
  const flows = programs.filter(writesDocuments);
  return programs
    .filter(({ purpose }) => purpose === 'verify')
    .flatMap((check) => {
      const kind = verifiedKind(check);
      const bookings = flows
        .filter(({ source, target }) => source.system === check.source.system && target.system === check.target.system)
        .flatMap((flow) => bookingsOf(flow, sources).map((booking) => ({ ...booking, flow })))
        .filter(({ resource }) => resource === check.source.spec.name);
      if (kind === null || bookings.some(({ step }) => step.spec.name === kind)) return [];
      // An invoice stands for its order, and is none of what was delivered without one.
      const other = bookings.find(
        ({ step, isStandIn }) => step.spec.isOrder !== true && !(isStandIn && check.source.spec.isOrder === true),
      );
      if (other === undefined) return [];
      const there = titleOf(check.target.system);
      const message = `The check ${check.name} looks for ${kind} in ${there}, and ${other.flow.name} books them as ${other.step.spec.name}: all would be missing.`;
      const hint = `Leave the check out: it is for ${kind}.`;
      return [new ConfigError('VERIFIES_OTHERS', message, { at: check.at, hint })];
    });
}

/** The resource of the documents that a check looks for; null = it looks for none, or for several kinds, such as the originals of what came from there. */
function verifiedKind({ steps }: Program): string | null {
  const [first, ...more] = steps.filter(
    ({ policy, spec }) => policy.kind === 'verify' && (spec.documentDate !== undefined || spec.isOrder === true),
  );
  return first === undefined || more.length > 0 ? null : first.spec.name;
}
