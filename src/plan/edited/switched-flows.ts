import { bookedTwice, writesDocuments } from '../../mapping/flow/booked-twice.ts';
import type { Program } from '../../mapping/flow/program.ts';
import type { SelectedVersion } from './unseen-changes.ts';

/** Flows that begin where another one ends and would book the same sales again, as another kind of document: no link tells them what is booked. Pure. */
export function switchLines(base: SelectedVersion, head: SelectedVersion): readonly string[] {
  const only = (own: SelectedVersion, other: SelectedVersion): readonly Program[] =>
    own.programs.filter(
      (program) => own.selected.has(program.name) && !other.selected.has(program.name) && writesDocuments(program),
    );
  const sources = [...head.config.flows, ...base.config.flows];
  return only(base, head).flatMap((ended) =>
    only(head, base)
      .filter((begun) => !bookAlike(ended, begun))
      .filter((begun) => bookedTwice([ended, begun], sources).length > 0)
      .map((begun) => switchLine(begun.name, ended.name)),
  );
}

/** True if both make one kind of document: what the other one booked is linked, or found by its number. */
function bookAlike(ended: Program, begun: Program): boolean {
  const [known, wanted] = [ended, begun].map(({ steps }) =>
    steps.filter(({ policy }) => policy.kind === 'document').map(({ spec }) => spec.name),
  );
  return wanted?.every((name) => known?.includes(name)) === true;
}

function switchLine(begun: string, ended: string): string {
  return `${begun} does not know what ${ended} booked and would book it again: make sure that its since is the first day that is not booked.`;
}
