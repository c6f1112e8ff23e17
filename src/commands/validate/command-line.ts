import { type Environment, readInputs } from '../../config/inputs.ts';
import { ConfigError } from '../../errors/errors.ts';
import { readGitHubContext } from '../../github/context.ts';
import { systemNames } from '../../systems/registry.ts';
import { showProgress } from '../command-line/progress.ts';
import { type OptionHelp, optionLines, readOptions } from '../options.ts';
import { underReview } from '../review/under-review.ts';
import { acceptResults } from './accept.ts';

/** What the command gets from outside. */
export interface ValidateWorld {
  readonly output: NodeJS.WriteStream;
  readonly environment: Environment;
  readonly currentFolder: string;
}

const FLOW = `orders.${systemNames().join('-to-')}`;

/** The options of the command. */
export const FLAGS = {
  mappings: ['DIR', 'folder of the YAML files (mappings)'],
  flows: ['a,b', 'run only the tests of these flows; all files are still checked'],
  accept: ['failed', 'write what happened into the cases that fail, for review'],
} as const satisfies OptionHelp;

/** What `validate --help` says. */
export const validateHelp = `exact-asperion-sync validate checks the mappings without any system: names, types, tables, expressions, then
the tests of each flow, and how much of the mappings they reach. It needs no network, no account and no key.

  exact-asperion-sync validate [options]

Options
${optionLines(FLAGS)}

The tests of NAME.yml stand beside it in NAME.test.yml, one case after the other:

  - name: a company becomes a debtor
    given:
      source:                  # what the system holds that is read
        crm/Accounts:
          - { ID: acc-1, Code: "20001", Name: Bakkerij De Molen, Status: C, Country: NL }
      target: {}               # what the other one holds already
    expect:                    # all that is sent, in order; [] = nothing
      - create: debtors
        fields: { characteristic5: EO-20001, name: Bakkerij De Molen, … }

settings.yml says how much tests must reach, in percent: tests: { rules: 100, rows: 0 }.
docs/mapping.md explains the rest, under "Tests".

Examples
  exact-asperion-sync validate
  exact-asperion-sync validate --mappings company/mappings --flows ${FLOW}
  exact-asperion-sync validate --accept failed          Then read the difference before you commit it.`;

/** Runs the command on a laptop. True when everything is right. Throws ConfigErrors with all that is wrong with the files. */
export async function validateCommand(args: readonly string[], world: ValidateWorld): Promise<boolean> {
  const { mappings = '', flows = '', accept } = readOptions('validate', args, ['mappings', 'flows', 'accept']);
  if (accept !== undefined && accept !== 'failed') {
    const hint = 'Write --accept failed.';
    throw new ConfigError('OPTION_VALUE', `--accept takes "failed", found "${accept}".`, { hint });
  }
  const environment = { ...world.environment, INPUT_MAPPINGS: mappings, INPUT_FLOWS: flows, INPUT_MODE: 'validate' };
  const cancel = new AbortController();
  process.once('SIGINT', () => cancel.abort());
  const context = {
    inputs: readInputs(environment),
    environment,
    github: readGitHubContext(environment, world.currentFolder),
    signal: cancel.signal,
  };
  const { output } = world;
  if (accept !== undefined) {
    const { inputs, github } = context;
    await acceptResults({ folder: inputs.mappings, flows: inputs.flows, workspace: github.workspace }, output);
    return true;
  }
  using _progress = showProgress('validate', output);
  const code = await underReview('validate', context, { isRunner: false, isTerminal: output.isTTY === true, output });
  return code === 0;
}
