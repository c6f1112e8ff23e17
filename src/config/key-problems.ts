import { isPlanKey, STATE_KEY_MIN_CHARACTERS } from '../state/keys.ts';
import { INPUTS } from './input-names.ts';

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
