import { factsOfCode } from '../errors/codes.ts';
import { factsOf, systemNames } from '../systems/registry.ts';

/** Why a record is refused, when the system's message tells, and what to do about it. */
export interface Advice {
  readonly cause: string | null;
  readonly action: string;
}

/** What a failure means and what to do: by the system's message if it is known, else by the code. */
export function adviceFor(code: string, reason: string): Advice {
  const known = systemNames()
    .flatMap((name) => factsOf(name).refusals ?? [])
    .find(({ text }) => text.test(reason));
  if (known !== undefined) return { cause: known.cause, action: known.action };
  return { cause: null, action: factsOfCode(code)?.advice ?? 'Correct the record in the source, or the mapping.' };
}
