import { INPUTS, inputsFor } from '../../config/input-names.ts';
import { titleOf } from '../../systems/registry.ts';
import type { InputFacts } from '../../systems/system-inputs.ts';
import { type OptionHelp, optionLines } from '../options.ts';
import { CLIENT_SECRETS, LOGIN_SYSTEMS } from './options.ts';

/** An option for each of these inputs. */
const ofInputs = (inputs: readonly InputFacts[], value: string, says: (input: InputFacts) => string): OptionHelp =>
  Object.fromEntries(inputs.map((input) => [input.name, [value, says(input)]]));

/** The options of the command. */
export const FLAGS: OptionHelp = {
  system: ['NAME', LOGIN_SYSTEMS.join(' or ')],
  'redirect-uri': ['URL', 'the redirect address, exactly as it is registered with your app'],
  ...ofInputs(inputsFor('clientId'), 'ID', () => "your app's client id"),
  ...ofInputs(inputsFor('administration'), 'ID', () => 'the administration, if the login may see several'),
  ...ofInputs(
    inputsFor('url', 'identityUrl'),
    'URL',
    (input) => `${input.says === '' ? '' : `the ${input.says} `}(${input.default})`,
  ),
  environment: ['NAME', 'GitHub environment of the workflow (sync, or what settings.yml says)'],
  repo: ['OWNER/NAME', 'your repository, where gh sets the secrets if you agree'],
  output: ['FILE', 'write the secrets into a new file that only you can read, instead'],
  [INPUTS.mappings]: ['DIR', 'folder of settings.yml (mappings)'],
};

/** The text of `authorize --help`. */
export const authorizeHelp = `exact-asperion-sync authorize leads you through the one-time login at ${LOGIN_SYSTEMS.map(titleOf).join(' or ')}, and sets the secrets
that the workflow needs on GitHub. Do it once for each system, and again when a login is lost.

  exact-asperion-sync authorize [options]

Options
${optionLines(FLAGS)}

What is not given is asked for. Client secrets and tokens are never given as arguments: a client secret is asked for, or
taken from the variable ${CLIENT_SECRETS.join(' or ')}.

Examples
  exact-asperion-sync authorize
  exact-asperion-sync authorize --system ${LOGIN_SYSTEMS.at(-1)} --repo OWNER/NAME
  exact-asperion-sync authorize --system ${LOGIN_SYSTEMS[0]} --output secrets.txt`;
