import { variableOf } from '../../src/commands/arguments.ts';
import { INPUTS } from '../../src/config/input-names.ts';
import { SINCE } from '../stage.ts';
import { worlds } from '../worlds/worlds.ts';
import type { OpenSandbox } from './open-sandbox.ts';

/** How the reader's machine writes things. */
export interface Shell {
  /** What starts the command line, such as `exact-asperion-sync`. */
  readonly command: string;
  /** `process.platform`. */
  readonly platform: string;
}

/** Never resolves, so that the browser stops there and shows the address with the code. */
const REDIRECT = 'https://sandbox.example/back';

/** What a person reads when the sandbox is open: addresses, what to see, and lines to paste. */
export function openingText(sandbox: OpenSandbox, shell: Shell): string {
  const { servers, github, world } = sandbox;
  const { about, sights } = worlds[world];
  const { exactOnline, asperion } = servers;
  return [
    `The sandbox is open, with the world ${world}. ${about}`,
    '',
    `  Page          ${sandbox.pageUrl}  both books side by side, to edit; the calls that arrive`,
    `  Exact Online  ${exactOnline.url}  division ${exactOnline.division}`,
    `  Asperion      ${asperion.url}  tenant ${asperion.tenant}`,
    `  GitHub        ${github.url}  caches, repository ${github.repository}, environment sync`,
    '',
    'What a first sync shows',
    ...sights.map(({ there, seen }) => `  - ${there}\n    ${seen}`),
    '',
    `Paste this into another terminal, in the folder that has ${sandbox.mappings}/ or will have it.`,
    'These credentials open nothing but the sandbox:',
    '',
    ...settings(variables(sandbox), shell.platform),
    '',
    'Then:',
    '',
    ...commandLines(sandbox, shell),
    '',
    'Ctrl-C ends the sandbox. Nothing of it is kept.',
  ].join('\n');
}

/** Variables that lead every command to the sandbox. */
function variables(sandbox: OpenSandbox): readonly (readonly [name: string, value: string])[] {
  const { exactOnline, asperion } = sandbox.servers;
  const inputs = {
    ...sandbox.inputs,
    [INPUTS.stateStore]: `file:${sandbox.stateFile}`,
    [INPUTS.mappings]: sandbox.mappings,
  };
  return [
    ...Object.entries(inputs).map(([name, value]) => [variableOf(name), value] as const),
    // As authorize reads them.
    ['EXACT_ONLINE_CLIENT_SECRET', exactOnline.clientSecret],
    ['ASPERION_CLIENT_SECRET', asperion.clientSecret],
  ];
}

/** What sets variables, as one command where a shell has it; no value of the sandbox needs more than plain quotes. */
function settings(all: ReturnType<typeof variables>, platform: string): readonly string[] {
  if (platform === 'win32') return all.map(([name, value]) => `  $env:${name} = "${value}"`);
  const lines = all.map(([name, value]) => `${name}="${value}"`);
  return [`  export ${lines.join(' \\\n    ')}`];
}

function commandLines({ servers, pageUrl }: OpenSandbox, { command }: Shell): readonly string[] {
  const { exactOnline, asperion } = servers;
  const { port } = new URL(pageUrl);
  const said: readonly (readonly [line: string, says: string])[] = [
    ['init', `without mappings: writes them. Enter takes what is proposed; go live on ${SINCE} to see documents`],
    ['doctor', 'sees whether a sync can work'],
    ['plan', 'sees what a sync would do'],
    [`sandbox run --port ${port}`, 'syncs, as the workflow would; once more, and nothing is left to do'],
    [`sandbox run --port ${port} --mode plan`, 'runs another mode: plan, validate or doctor'],
  ];
  const width = Math.max(...said.map(([line]) => line.length));
  const login = (system: string, address: string, clientId: string): string =>
    `  ${command} authorize --system ${system} ${address} --${system}-client-id ${clientId} --redirect-uri ${REDIRECT} --output ${system}.login`;
  return [
    ...said.map(([line, says]) => `  ${command} ${line.padEnd(width)}  # ${says}`),
    '',
    'The one-time login at each system. The browser ends at an address that does not exist; copy it from the address bar:',
    '',
    login('exact-online', `--exact-online-url ${exactOnline.url}`, exactOnline.clientId),
    login('asperion', `--asperion-url ${asperion.url} --asperion-identity-url ${asperion.url}`, asperion.clientId),
  ];
}
