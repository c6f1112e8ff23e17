import { INPUTS } from './input-names.ts';

/** The fewest characters of a state key. */
export const STATE_KEY_MIN_CHARACTERS = 32;

/** True for a text in the form of a plan key, which is derived from the state key and never chosen. */
export function isPlanKey(text: string): boolean {
  return /^plan-key-1-[\w-]{43}$/.test(text);
}

/**
 * What is wrong with the keys that were given, each with what to do. Empty texts are checked elsewhere. Each key has its own input,
 * because the plan key opens less and is given to more people.
 */
export function keyProblems({
  stateKey,
  planKey,
}: {
  readonly stateKey: string;
  readonly planKey: string;
}): readonly (readonly [message: string, hint: string])[] {
  const problems: (readonly [string, string])[] = [];
  if (planKey !== '' && !isPlanKey(planKey)) {
    const hint = 'Make it from the state key: `exact-asperion-sync plan-key`.';
    problems.push([`The input "${INPUTS.planKey}" is not a plan key.`, hint]);
  }
  if (isPlanKey(stateKey)) {
    const hint = `Give it as "${INPUTS.planKey}", in the mode plan; other modes need the key that it was made from.`;
    problems.push([`The input "${INPUTS.stateKey}" is a plan key.`, hint]);
  } else if (stateKey !== '' && stateKey.length < STATE_KEY_MIN_CHARACTERS) {
    const hint = `Use a secret of at least ${STATE_KEY_MIN_CHARACTERS} characters.`;
    problems.push([`The input "${INPUTS.stateKey}" is too short.`, hint]);
  }
  return problems;
}
