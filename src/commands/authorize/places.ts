import { constants } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { AccessError, ConfigError } from '../../errors/errors.ts';
import type { Gh } from '../../github/gh.ts';
import { redactSecrets } from '../../http/secrets.ts';
import type { Dialogue } from './dialogue.ts';

/** What a login gave, by its names on GitHub. */
export interface LoginResult {
  /** The client secret among them; in the order in which they are set. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
  /** Names of secrets that the person already has, which need not be shown again. */
  readonly known: readonly string[];
}

/** Where the secrets of a login go. Chosen before the login: tokens that can go nowhere would be lost. */
export interface SecretPlace {
  /** Puts everything there, and tells the person what to do with it. Throws if it cannot. */
  put(outcome: LoginResult, dialogue: Dialogue): Promise<void>;
  /** Undoes what choosing the place did, if the login failed. */
  giveUp(): Promise<void>;
}

/** What the person has to be told of the target. */
export interface Target {
  /** The GitHub environment. */
  readonly environment: string;
  /** `OWNER/NAME`, for gh. */
  readonly repository: string;
}

/** The environment's secrets and variables, set by `gh`; throws AccessError `GH_FAILED` when it cannot. */
export function ghPlace(gh: Gh, { environment, repository }: Target): SecretPlace {
  const where = ['--env', environment, '--repo', repository];
  return {
    async put({ secrets, variables }, dialogue) {
      const done: string[] = [];
      for (const [kind, values] of [['variable', variables] as const, ['secret', secrets] as const]) {
        for (const [name, value] of Object.entries(values)) {
          const { isDone, said } = await gh.run([kind, 'set', name, ...where], value);
          if (!isDone) throw ghFailed(name, redactSecrets(said, Object.values(secrets)), done);
          done.push(name);
        }
      }
      dialogue.tell(`Set in the environment "${environment}" of ${repository}: ${done.join(', ')}.`);
    },
    giveUp: () => Promise.resolve(),
  };
}

function ghFailed(name: string, said: string, done: readonly string[]): AccessError {
  const before = done.length === 0 ? '' : ` (set before: ${done.join(', ')})`;
  return new AccessError('GH_FAILED', `gh could not set ${name}${before}: ${said || 'it did not say why'}`, {
    hint: 'Run authorize again; with --output FILE it does not need gh.',
  });
}

/** Why `gh` does not reach the environment, null if it does. */
export async function ghObstacle(gh: Gh, { environment, repository }: Target): Promise<string | null> {
  const { isDone, said } = await gh.run(['secret', 'list', '--env', environment, '--repo', repository]);
  return isDone ? null : said || 'it did not say why';
}

/**
 * A new file that only its owner may read. It is created at once, so that it cannot fail after the login. Throws
 * ConfigError `OUTPUT_FILE`.
 */
export async function filePlace(path: string, environment: string): Promise<SecretPlace> {
  const file = await open(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600).catch(
    (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EEXIST' ? 'exists already' : `cannot be written (${cause.code})`;
      throw new ConfigError('OUTPUT_FILE', `The file ${basename(path)} ${why}.`, {
        hint: 'Use --output with a new file in a writable folder.',
        cause,
      });
    },
  );
  return {
    async put(outcome, dialogue) {
      await file.writeFile(`${listing(outcome, environment).join('\n')}\n`);
      await file.close();
      dialogue.tell(
        `The secrets to set are in ${path}, which only you can read. Set them, then delete it:`,
        'whoever has the refresh token can act in your administration.',
      );
    },
    async giveUp() {
      await file.close();
      await rm(path, { force: true });
    },
  };
}

/** The terminal itself. */
export function terminalPlace(environment: string): SecretPlace {
  return {
    async put(outcome, dialogue) {
      dialogue.tell(
        ...listing(outcome, environment),
        '',
        'Clear the screen when they are set: whoever has the refresh token can act in your administration.',
      );
    },
    giveUp: () => Promise.resolve(),
  };
}

function listing({ secrets, variables, known }: LoginResult, environment: string): readonly string[] {
  const shown = Object.entries(secrets).filter(([name]) => !known.includes(name));
  return [
    `# Settings → Environments → ${environment} on GitHub: secrets`,
    ...shown.map(([name, value]) => `${name}=${value}`),
    ...known.map((name) => `# ${name}: the one that you have entered here`),
    '# and variables',
    ...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
  ];
}
