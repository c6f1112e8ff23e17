import { ConfigError } from '../../errors/errors.ts';
import { type OptionHelp, readOptions } from '../options.ts';

/** The folder that the help texts download the logs into. */
const LOG_FOLDER = 'activity';

/** The option that every command about the activity log has. */
export const LOG_FLAG = { log: ['DIR', `folder of the downloaded logs (${LOG_FOLDER})`] } as const satisfies OptionHelp;

/** How the logs are fetched, for the help texts. The artifacts of all runs have names of their own. */
export const FETCH_FIRST = `First fetch the logs of all runs, which GitHub keeps for 90 days, into a folder that is not there yet
(of several companies, those of companies.yml in place of sync.yml):

  gh run list --workflow sync.yml --branch main --limit 1000 --json databaseId,event --jq '.[] | select(.event | startswith("pull_request") | not) | .databaseId' |
    while read -r run; do gh run download "$run" --pattern 'exact-asperion-sync-activity-*' --dir ${LOG_FOLDER}; done`;

/** What was typed: the words, and the values of the options. */
export interface Typed<Option extends string> {
  readonly words: readonly string[];
  readonly options: Readonly<Partial<Record<Option, string>>>;
  readonly folder: string;
}

/** Reads `wanted` words and the options behind a command's name. Throws ConfigError UNKNOWN_ARGUMENT, and as `readOptions` does. */
export function readTyped<Option extends string>(
  command: string,
  args: readonly string[],
  wanted: readonly string[],
  names: readonly ('log' | Option)[],
): Typed<'log' | Option> {
  const isOption = (at: number): boolean => args[at]?.startsWith('-') === true;
  const isValue = (at: number): boolean => isOption(at - 1) && args[at - 1]?.includes('=') === false;
  const words = args.filter((_, at) => !isOption(at) && !isValue(at));
  if (words.length !== wanted.length) {
    const what = wanted.length === 0 ? 'options only' : wanted.join(' and ');
    const hint = `See exact-asperion-sync ${command} --help.`;
    throw new ConfigError('UNKNOWN_ARGUMENT', `${command} takes ${what}.`, { hint });
  }
  const options = readOptions(
    command,
    args.filter((_, at) => isOption(at) || isValue(at)),
    names,
  );
  return { words, options, folder: options.log ?? LOG_FOLDER };
}
