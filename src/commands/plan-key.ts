import { INPUTS } from '../config/input-names.ts';
import type { Environment } from '../config/inputs.ts';
import { keyProblems } from '../config/key-problems.ts';
import { ConfigError, ConfigErrors } from '../errors/errors.ts';
import { planKeyOf } from '../state/keys.ts';
import { optionsOf, variableOf, withSecrets } from './arguments.ts';
import type { Streams } from './authorize/dialogue.ts';

/** What the command gets from outside. */
export interface PlanKeyWorld extends Streams {
  readonly environment: Environment;
}

const VARIABLE = variableOf(INPUTS.stateKey);

/** What `plan-key --help` says. */
export const planKeyHelp = `exact-asperion-sync plan-key makes the plan key of a state key: the same every time. It opens what syncs recorded and
their progress, so that pull requests can be planned, but no token. It does not reveal the state key.

  exact-asperion-sync plan-key

The state key is taken from the environment, or asked for without showing what is typed; never from an argument:
  ${VARIABLE}
The plan key is all that it writes.

Examples
  exact-asperion-sync plan-key
  exact-asperion-sync plan-key | gh secret set SYNC_PLAN_KEY --env plan`;

/** Writes the plan key of the state key that the environment or the person gives. Throws ConfigErrors. */
export async function planKeyCommand(args: readonly string[], world: PlanKeyWorld): Promise<boolean> {
  optionsOf('plan-key', args, []);
  const given = await withSecrets(world.environment, [INPUTS.stateKey], world);
  const stateKey = (given[VARIABLE] || given[`INPUT_${INPUTS.stateKey.toUpperCase()}`] || '').trim();
  const problems = keyProblems({ stateKey, planKey: '' });
  if (problems.length > 0) {
    throw new ConfigErrors(problems.map(([message, hint]) => new ConfigError('WRONG_INPUT', message, { hint })));
  }
  world.output.write(`${planKeyOf(stateKey)}\n`);
  return true;
}
