import type { Environment } from '../../config/inputs.ts';
import { ConfigError } from '../../errors/errors.ts';
import { findGh } from '../../github/gh.ts';
import { askUntil, type Dialogue } from './dialogue.ts';
import { type AuthorizeOptions, forOthers, readRepository } from './options.ts';
import { filePlace, ghObstacle, ghPlace, type SecretPlace, terminalPlace } from './places.ts';

/** A file if one is named, gh if it is installed and the person agrees, else the terminal. Throws ConfigError `NO_PLACE`. */
export async function choosePlace(
  options: AuthorizeOptions,
  environment: string,
  dialogue: Dialogue,
  variables: Environment,
): Promise<SecretPlace> {
  if (options.output !== null) return filePlace(options.output, environment);
  const gh = findGh(forOthers(variables));
  if (gh !== null) {
    const repository = await agreedRepository(options.repository, environment, dialogue);
    if (repository !== null) {
      const target = { environment, repository };
      const obstacle = await ghObstacle(gh, target);
      if (obstacle === null) return ghPlace(gh, target);
      dialogue.tell(`gh does not reach the environment "${environment}" of ${repository}: ${obstacle}`);
    }
  }
  if (dialogue.isOnTerminal) return terminalPlace(environment);
  throw new ConfigError('NO_PLACE', 'There is no place for the refresh token: it is shown on a terminal only.', {
    hint: 'Run authorize on a terminal, or give --output FILE, or set it with gh: the environment must exist, and `gh auth status` must succeed.',
  });
}

/** The repository whose secrets gh may set, null when the person does not want that. */
async function agreedRepository(
  repository: string | null,
  environment: string,
  dialogue: Dialogue,
): Promise<string | null> {
  if (repository === null) {
    const question = `Repository in which gh sets the secrets of the environment "${environment}", OWNER/NAME (empty: do not use gh):`;
    return askUntil(
      dialogue,
      () => dialogue.ask(question),
      (answer) => (answer === '' ? null : readRepository(answer)),
    );
  }
  const question = `Let gh set the secrets in the environment "${environment}" of ${repository}? (y/n)`;
  return /^y(es)?$/i.test((await dialogue.ask(question)) ?? '') ? repository : null;
}
