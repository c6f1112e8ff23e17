import { join } from 'node:path';
import { Stage, type StageOptions, type StageRun } from '../../../sandbox/stage.ts';
import { createWorld, type World } from '../../../sandbox/world/world.ts';
import type { FlowReport, RunReport } from '../../../src/report/run-report.ts';
import type { Clock } from './clock.ts';

/** The checkout. */
const root = join(import.meta.dirname, '..', '..', '..');

/** The stage with the committed bundle and the shipped mappings; nobody has to wait for the next minute. */
export function setStage(options: Partial<StageOptions> = {}): Promise<Stage> {
  return Stage.set({
    entry: join(root, 'action', 'index.js'),
    mappings: join(root, 'mappings'),
    ...options,
    exactOnline: { minuteLimit: 6000, ...options.exactOnline },
  });
}

/** The same with the state in a file: for tests of anything but the cache, whose client takes a third of a run's time. */
export async function setStageWithFile(options: Partial<StageOptions> = {}): Promise<Stage> {
  const stage = await setStage(options);
  stage.inputs['state-store'] = 'file:state.json';
  return stage;
}

/**
 * A world in which every record syncs: eight customers, three of them known to Asperion; six articles, five of them items
 * already; ten orders, one booked before and two of nobody's business.
 */
export const smallWorld = (): World => createWorld({ customers: 8, articles: 6, orders: 10 });

/** The small world with both systems and the cache on a clock that a test can put forward. */
export function setStageOn({ now }: Clock): Promise<Stage> {
  return setStage({ world: smallWorld(), exactOnline: { clock: now }, asperion: { clock: now }, github: { now } });
}

/** The report of a run. Throws when the run left none. */
export function reportOf(run: StageRun): RunReport {
  if (run.report === undefined) throw new Error(`The run left no report; its log:\n${run.log}`);
  return run.report as RunReport;
}

/** What the report says of one flow, by its name or the beginning of it. */
export function flowOf(run: StageRun, name: string): FlowReport {
  const flow = reportOf(run).flows.find((one) => one.flow.startsWith(name));
  if (flow === undefined) throw new Error(`The report has no flow ${name}.`);
  return flow;
}

/** The calls of a run as `<system> <method> <path>`, ids and hosts left out. */
export function namesOf(calls: StageRun['calls']): readonly string[] {
  return calls.map(({ system, method, path }) => {
    const resource = path.replace(/^(\/api)?\/v1\/(\d+\/)?/, '').replace(/\(guid'[^']*'\)$|\/\d+$/, '');
    return `${system} ${method} ${resource}`;
  });
}

/** The secrets that a run is given. */
export const secretsOf = ({ inputs, github }: Stage): readonly string[] => [
  ...[
    'exact-online-client-secret',
    'exact-online-refresh-token',
    'asperion-client-secret',
    'asperion-refresh-token',
    'state-key',
  ].map((name) => inputs[name] ?? ''),
  github.token,
];
