import type { SyncError } from '../../errors/errors.ts';
import { writesDocuments } from '../../mapping/flow/booked-twice.ts';
import type { Program } from '../../mapping/flow/program.ts';

/**
 * What flows would write that a guard stopped in this run. Until a person has looked at it, no other flow writes records of these kinds: they would be
 * some of those that the guard held back, and what was approved would not be what is left. Nor does one bring back documents of these kinds: one that a person
 * typed may be of the flow that was stopped.
 */
export class Guarded {
  readonly #resources = new Set<string>();
  readonly #documents = new Set<string>();

  /** Notes why a flow stopped. */
  note(program: Program, error: SyncError | null): void {
    if (error?.code === 'GUARD_EXCEEDED' || error?.code === 'NOT_APPROVED') this.stop(program);
  }

  /** Notes a flow that a guard stops. */
  stop(program: Program): void {
    for (const resource of writtenBy(program)) this.#resources.add(resource);
    for (const { spec } of program.steps.filter(({ policy, spec }) => policy.kind === 'document' && !spec.isOrder))
      this.#documents.add(`${program.target.system} ${spec.name}`);
  }

  /** True for a flow that would write the same, or bring documents back. */
  holds(program: Program): boolean {
    const { source } = program;
    const bringsBack = writesDocuments(program) && this.#documents.has(`${source.system} ${source.spec.name}`);
    return bringsBack || writtenBy(program).some((resource) => this.#resources.has(resource));
  }
}

const writtenBy = ({ target, steps }: Program): readonly string[] =>
  steps.flatMap(({ spec, policy }) =>
    policy.kind === 'verify' || (policy.kind === 'master' && policy.create === false && !policy.update)
      ? []
      : [`${target.system} ${spec.name}`],
  );
