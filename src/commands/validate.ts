import { publishValidation } from '../report/publish.ts';
import { isValid } from '../report/validate-report.ts';
import { validateMappings } from '../validate/validate.ts';
import { catalogs, selectFlows } from './select-flows.ts';
import { type CommandContext, inOneAdministration } from './session.ts';
import { readTested } from './validate/read-tested.ts';

/**
 * Checks a folder of mappings without any system: every file, then the tests of its flows and how much they reach. Returns
 * the exit code. Throws ConfigErrors with everything that is wrong with the files; no test runs then.
 */
export async function validate(context: CommandContext, isTerminal: boolean): Promise<number> {
  const { inputs, github, environment, log } = context;
  const { administration, flows: wanted } = inputs;
  if (administration !== null) inOneAdministration(context);
  const tested = readTested(inputs.mappings, github.workspace, { wanted, administration });
  // A flow that is off is tested as well.
  const selected = selectFlows(tested, inputs.flows ?? tested.programs.map(({ name }) => name));
  const validation = await validateMappings({ ...tested, selected, catalogs });
  await publishValidation(validation, { isTerminal, log, environment });
  return isValid(validation) ? 0 : 1;
}
