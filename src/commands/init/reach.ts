import { INPUTS } from '../../config/input-names.ts';
import { type Environment, type Inputs, readInputs } from '../../config/inputs.ts';
import { type Settings, settingsOf } from '../../config/schema/settings-schema.ts';
import { ConfigError } from '../../errors/errors.ts';
import { readGitHubContext } from '../../github/context.ts';
import { createTransport, type Transport } from '../../http/transport.ts';
import type { SealedState } from '../../state/sealed-state.ts';
import type { Connected } from '../../systems/connected.ts';
import { bySystem, factsOf, type SystemName, systemNames, titleOf } from '../../systems/registry.ts';
import type { TokenChain } from '../../systems/tokens/token-chain.ts';
import { variableOf, withSecrets } from '../arguments.ts';
import { noAdministration } from '../authorize/administration.ts';
import type { Streams } from '../authorize/dialogue.ts';
import { onlyToken } from '../authorize/systems.ts';
import { tokenChainOf } from '../connect-systems.ts';
import { realTime, type Time } from '../session.ts';
import { openState } from '../state/open-state.ts';
import type { Asker } from './asker.ts';
import type { NewLogin } from './new-logins.ts';

/** What reaching the systems takes. */
export interface ReachContext {
  readonly environment: Environment;
  readonly world: Streams & { readonly currentFolder: string; readonly clock: () => number };
  readonly settings: Settings;
  /** Logins of a minute ago: their token is used as it is, and never renewed, so that the workflow can. */
  readonly logins: Readonly<Partial<Record<SystemName, NewLogin>>>;
  readonly asker: Asker | null;
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Both systems within reach, each with the administration that was chosen. Disposing it ends kept connections. */
export interface Reach extends AsyncDisposable {
  readonly connections: Readonly<Record<SystemName, Connected>>;
  readonly administrations: Readonly<Record<SystemName, string>>;
}

/**
 * Reaches the systems with what the inputs give; secrets that are missing are asked for. An administration that is not given is chosen from
 * those that the login may see. Throws ConfigErrors for inputs that are missing, AccessError `NO_ADMINISTRATION`.
 */
export async function reachSystems(context: ReachContext): Promise<Reach> {
  const { environment, world, settings, logins, tell } = context;
  const given = await withSecrets(
    environment,
    neededInputs(new Set(systemNames().filter((name) => logins[name]))),
    world,
  );
  const inputs = readInputs({ ...given, [variableOf(INPUTS.mode)]: 'validate' });
  const time: Time = { ...realTime, clock: world.clock };
  const budgets = bySystem((name) =>
    factsOf(name).budget({
      settings: settingsOf(settings, name),
      sharing: { administration: 1, all: 1 },
      ...time,
      log: tell,
      restore: null,
    }),
  );
  const transport = createTransport({ ...time, random: Math.random, log: tell, budgets });
  try {
    const isSaved = Object.values(inputs.systems).some(({ refreshToken }) => refreshToken !== '');
    const state = isSaved ? await openedState(inputs, time, context) : null;
    const chains = bySystem((name) => chainOf(name, { ...context, inputs, time, transport, state }));
    const administrations: Partial<Record<SystemName, string>> = {};
    for (const [name, chain] of Object.entries(chains) as [SystemName, Chain][]) {
      administrations[name] =
        inputs.systems[name].administration ||
        logins[name]?.administration ||
        (await chosen(name, inputs, { ...context, transport, chain }));
    }
    const connections = bySystem((name) =>
      factsOf(name).connect({
        inputs: { ...inputs.systems[name], administration: administrations[name] ?? '' },
        settings: settingsOf(settings, name),
        bookYearStart: settings.bookYear.start,
        maxFileBytes: settings.images.maxBytes,
        clock: world.clock,
        transport,
        tokens: chains[name],
      }),
    );
    return {
      connections,
      administrations: bySystem((name) => administrations[name] ?? ''),
      [Symbol.asyncDispose]: () => transport[Symbol.asyncDispose](),
    };
  } catch (error) {
    await transport[Symbol.asyncDispose]();
    throw error;
  }
}

/** The inputs that are needed: none of a system that is logged in at now, and no administration, which is chosen. */
export function neededInputs(logins: ReadonlySet<SystemName>): readonly string[] {
  const own = Object.entries(bySystem((name) => factsOf(name).inputs)).flatMap(([name, inputs]) => {
    if (logins.has(name as SystemName)) return [];
    const { clientId, clientSecret, refreshToken, administration } = inputs;
    const chosenLater = factsOf(name as SystemName).login !== undefined;
    return [clientId, clientSecret, refreshToken, ...(chosenLater ? [] : [administration])].flatMap((input) =>
      input === undefined ? [] : [input.name],
    );
  });
  return own.length === 0 ? [] : [INPUTS.stateStore, INPUTS.stateKey, ...own];
}

function openedState(
  inputs: Inputs,
  time: Time,
  { environment, world, tell, signal }: ReachContext,
): Promise<SealedState> {
  const github = readGitHubContext(environment, world.currentFolder);
  return openState({ ...time, inputs, github, signal, warn: tell, fold: (_title, work) => work() });
}

/** A chain of tokens, made once for each system. */
type Chain = (tokenUrl: string, earliestRefreshMs: number) => TokenChain;

function chainOf(
  name: SystemName,
  context: ReachContext & {
    readonly inputs: Inputs;
    readonly time: Time;
    readonly transport: Transport;
    readonly state: SealedState | null;
  },
): Chain {
  const { inputs, time, transport, state, logins, signal } = context;
  const login = logins[name];
  let chain = login === undefined ? null : onlyToken(login.accessToken, titleOf(name));
  return (tokenUrl, earliestRefreshMs) => {
    if (chain !== null) return chain;
    if (state === null) throw new TypeError('A chain of tokens needs a state.');
    const source = { tokenUrl, earliestRefreshMs, copyToken: null };
    chain = tokenChainOf({ inputs, transport, state, ...time, signal, mask: () => {}, mayRefresh: true }, name, source);
    return chain;
  };
}

/** The administration to sync: the only one that the login may see, or the one that the person picks. */
async function chosen(
  name: SystemName,
  inputs: Inputs,
  {
    settings,
    asker,
    tell,
    signal,
    transport,
    chain,
  }: ReachContext & { readonly transport: Transport; readonly chain: Chain },
): Promise<string> {
  const { login, inputs: facts } = factsOf(name);
  if (login === undefined) return '';
  const place = login(inputs.systems[name], settingsOf(settings, name));
  const tokens = chain(place.tokenUrl, place.earliestRenewalMs);
  const all = await place.administrations({ transport, tokens, signal });
  const [first] = all;
  if (first === undefined) throw noAdministration(titleOf(name));
  if (asker !== null && all.length > 1)
    return asker.choose(
      `Which administration of ${titleOf(name)}?`,
      all.map(({ id, name: says }) => ({ value: id, says })),
    );
  if (all.length === 1) {
    tell(`${titleOf(name)}: administration ${first.id}, the only one of this login.`);
    return first.id;
  }
  const hint = `Give --${facts.administration?.name} with one of: ${all.map(({ id }) => id).join(', ')}.`;
  throw new ConfigError('MISSING_INPUT', `The login may see ${all.length} administrations of ${titleOf(name)}.`, {
    hint,
  });
}
