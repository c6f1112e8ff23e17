import type { Pause } from '../../config/company/pauses.ts';
import { AccessError, StateError, type SyncError } from '../../errors/errors.ts';
import { rivalsOf } from '../../mapping/flow/booked-twice.ts';
import type { Program } from '../../mapping/flow/program.ts';
import { sinceMissing } from '../../mapping/flow/since.ts';
import type { FlowProgress, Progress } from '../../state/progress.ts';
import type { SystemName } from '../../systems/registry.ts';
import type { System } from '../../systems/system.ts';
import { Claims } from '../find/claims.ts';
import { copyPairs } from '../find/copies.ts';
import { Gone } from '../find/gone.ts';
import { loadReferences } from '../find/references.ts';
import { readingForRivals } from '../find/rivals.ts';
import { SearchProof } from '../find/search-proof.ts';
import { CreatedRecords, usedByApproved } from '../guard/created-records.ts';
import { MadeUp } from '../guard/made-up.ts';
import { LinkBook } from '../links/link-book.ts';
import { inOrder, pairNames, pinsByPair, writtenFields } from '../links/pairs.ts';
import { dutchDate } from '../record/closed-period.ts';
import type { Item } from '../step/item.ts';
import { heldUntil, lastRunLost } from '../write/lost-run.ts';
import { OpenWrites } from '../write/open-writes.ts';
import { Unanswered } from '../write/unanswered.ts';
import type { Writer } from '../write/writer.ts';
import type { Allowance } from './allowance.ts';
import { backlogsLast, CHANCE_MS, hasBacklog, noteBacklog, type Rest, restOf } from './backlog.ts';
import { asFlowError, type FlowContext, type FlowResult, runFlow } from './flow.ts';
import { assured, concernsEverything } from './obstacles.ts';
import { Pauses, toldPause } from './pauses.ts';

/**
 * A sync writes for real: it waits for what a lost run may have sent, and proves that what it creates is found again. A plan writes nothing, and leaves out
 * what only the target has. A mapping test runs as a sync does, over systems in memory.
 */
export type RunKind = 'sync' | 'plan' | 'test';

/** What a run needs. Everything with effects outside is passed in. */
export interface RunContext {
  readonly kind: RunKind;
  /** Every flow of the folder, including those that do not run: their pins apply to shared records. */
  readonly programs: readonly Program[];
  /** Names of the flows to run. */
  readonly selected: ReadonlySet<string>;
  readonly systems: Readonly<Record<SystemName, System>>;
  /** Changed in place; saved by `save`. */
  readonly progress: Progress;
  readonly links: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The file in which a person pins others; absent = not known. */
  readonly linksFile?: string;
  /** What a person holds back on the day of the run; absent = nothing. */
  readonly pauses?: Pauses;
  readonly records: readonly string[] | null;
  readonly since: string | null;
  /** What a person approved, `FLOW@HASH` by flow: such a flow writes exactly that, or nothing. */
  readonly approved?: ReadonlyMap<string, string>;
  /** The keys and numbers that a plan invents; needed with shadows, so that a guard's own plan invents nothing twice. */
  readonly madeUp?: MadeUp;
  /** Notes what is created, for what a person is to approve; absent = only if something was approved. */
  readonly created?: CreatedRecords;
  /** Keyed hash, 16 hexadecimal digits. */
  readonly fingerprint: (text: string) => string;
  /** Calls made since it was last called, by `<system> <method> <resource>`. */
  readonly takeCalls: () => Readonly<Record<string, number>>;
  /** Seals and saves the progress; throws StateError. */
  readonly save: () => Promise<void>;
  /** The same before the first write of the run; throws StateError ANOTHER_RUN if another run writes. Default: `save`. */
  readonly claim?: () => Promise<void>;
  readonly clock: () => number;
  /** Makes the writer for a target: one that writes, or one that only simulates. */
  readonly createWriter: (target: System) => Writer;
  /** Called before each flow; throws the reason if it may not begin. */
  readonly assure?: (flow: string) => Promise<void>;
  /** Called with every batch once it is settled, including one that was stopped half-way. */
  readonly observe?: (program: Program, items: readonly Item[]) => void;
  /** Called when the flows are done, before the progress is saved for the last time. */
  readonly conclude?: (flows: readonly FinishedFlow[]) => void;
  /** What the run may use up; absent = it goes on until it is done. */
  readonly allowance?: Allowance;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** What became of one flow of a run; `result` is null if it could not begin. */
export interface FinishedFlow {
  readonly program: Program;
  readonly result: FlowResult | null;
  readonly error: SyncError | null;
  /** It ended in good order before it was done; absent = it did not. */
  readonly rest?: Rest;
  /** The flow is paused: it read and wrote nothing. Absent = it is not. */
  readonly pause?: Pause;
  readonly calls: Readonly<Record<string, number>>;
}

/** The result of a run. */
export interface RunResult {
  readonly flows: readonly FinishedFlow[];
  /** Why the progress could not be saved, if so: what was written stays, and will be found again. */
  readonly saveError: StateError | null;
}

/**
 * Runs the selected flows in order. Saves the progress after each flow that did something, and at the end, unless no system
 * gave access. A flow that stops does not stop the others, unless the cause concerns a whole system, the state or the run's time. Flows with
 * a backlog come after the others.
 */
export const runFlows = (context: RunContext): Promise<RunResult> => new Run(context).all();

/** What the flows of a run share. */
type Shared = Pick<
  FlowContext,
  | 'links'
  | 'claims'
  | 'gone'
  | 'unanswered'
  | 'unsettled'
  | 'written'
  | 'pins'
  | 'linksFile'
  | 'proof'
  | 'madeUp'
  | 'created'
  | 'today'
>;

/** How a flow ended; `startedAtMs`: when it began. */
interface Ended {
  readonly result: FlowResult | null;
  readonly error: SyncError | null;
  readonly startedAtMs: number;
}

class Run {
  readonly #context: RunContext;
  readonly #shared: Shared;
  readonly #openWrites: OpenWrites;
  readonly #pauses: Pauses;
  readonly #readToEnd = new Set<string>();
  readonly #runs: FinishedFlow[] = [];
  readonly #startedAtMs: number;
  /** How each flow ends if a run was lost just before this one; null = none was. */
  readonly #held: Rest | null;
  /** Why no other flow can run. */
  #obstacle: SyncError | null = null;

  constructor(context: RunContext) {
    const { programs, progress, allowance } = context;
    this.#context = context;
    this.#startedAtMs = context.clock();
    this.#shared = {
      links: new LinkBook(progress.links),
      claims: Claims.of(progress),
      gone: new Gone(),
      unanswered: new Unanswered(progress, context.clock),
      unsettled: new Set(),
      written: writtenFields(programs.filter(this.#isOn)),
      pins: pinsByPair(programs, context.links),
      linksFile: context.linksFile ?? null,
      proof: context.kind === 'sync' ? new SearchProof(allowance?.sleep ?? noWait) : null,
      madeUp: context.madeUp ?? new MadeUp(),
      created: context.created ?? new CreatedRecords(usedByApproved(context), context.fingerprint),
      today: dutchDate(context.clock()),
    };
    this.#pauses = context.pauses ?? new Pauses([], '');
    const flows = programs.map(({ name }) => name);
    const heldUntilMs = context.kind === 'sync' ? heldUntil(progress, this.#startedAtMs) : null;
    this.#held = heldUntilMs === null ? null : { reason: 'lost', began: false, goesOnAtMs: heldUntilMs };
    if (heldUntilMs !== null) this.#obstacle = lastRunLost(heldUntilMs);
    const mayWriteUntilMs = allowance?.endsAtMs ?? Number.MAX_SAFE_INTEGER;
    const save = context.claim ?? context.save;
    this.#openWrites = new OpenWrites({ progress, flows, mayWriteUntilMs, heldUntilMs, save });
  }

  async all(): Promise<RunResult> {
    const { programs, selected, progress } = this.#context;
    const own = inOrder(programs.filter(({ name }) => selected.has(name)));
    for (const program of backlogsLast(own, progress.flows)) await this.#run(program);
    this.#openWrites.close(this.#readToEnd);
    this.#context.conclude?.(this.#runs);
    // A run without access has nothing to save, and another run may have saved newer progress than it began with.
    const isShutOut = this.#obstacle instanceof AccessError && this.#runs.every(({ result }) => didNothing(result));
    const hasNews = !isShutOut && !isWhollyPaused(this.#runs);
    return { flows: this.#runs, saveError: hasNews ? await trySave(this.#context) : null };
  }

  async #run(one: Program): Promise<void> {
    const { programs, since, log } = this.#context;
    const pause = this.#pauses.ofFlow(one.name);
    if (pause !== null) {
      log(`${one.name}: ${toldPause(pause)}`);
      this.#runs.push({ program: one, result: null, error: null, pause, calls: {} });
      return;
    }
    const rivals = rivalsOf(one, programs, this.#isOn);
    const program = readingForRivals(one, rivals);
    const obstacle = this.#obstacle ?? (since === null ? sinceMissing(program) : null);
    if (obstacle === null) await this.#begin(program, rivals);
    else this.#end(program, { result: null, error: obstacle, startedAtMs: this.#startedAtMs });
  }

  async #begin(program: Program, rivals: readonly Program[]): Promise<void> {
    const { progress, takeCalls, clock, log } = this.#context;
    log(`${program.name}: reading ${program.source.spec.name}`);
    takeCalls();
    const startedAtMs = clock();
    let result: FlowResult | null = null;
    let error: SyncError | null = null;
    try {
      this.#mayBegin(program);
      const flow = progress.flows[program.name] ?? { cursor: null, deadLetters: {} };
      progress.flows[program.name] = flow;
      if (hasBacklog(program, flow)) flow.backlog ??= { sinceMs: startedAtMs };
      await assured(this.#context, program);
      result = await runFlow(await this.#contextOf(program, rivals, flow));
      error = result.error;
      if (result.isReadToEnd) this.#readToEnd.add(program.name);
    } catch (caught) {
      error = asFlowError(caught, program, this.#context);
    }
    this.#end(program, { result, error, startedAtMs });
    if (error !== null && concernsEverything(error)) this.#obstacle = error;
    if (result?.tally.steps.some((step) => step.created + step.updated + step.failed > 0)) {
      this.#obstacle ??= await trySave(this.#context);
    }
  }

  /** Notes what became of a flow. If it only rests, that is no error. */
  #end(program: Program, { result, error, startedAtMs }: Ended): void {
    const { progress, clock, takeCalls, log } = this.#context;
    const flow = progress.flows[program.name];
    const isBehind = hasBacklog(program, flow);
    const ownMs = clock() - startedAtMs;
    const hadItsChance = ownMs >= CHANCE_MS && ownMs >= startedAtMs - this.#startedAtMs;
    const calls = takeCalls();
    const hadItsCalls = this.#context.allowance?.isHalfADay(calls) === true;
    const stopped = { result, hasBacklog: isBehind, hadItsChance, hadItsCalls };
    const rest = error === null || !this.#goesOn(program) ? null : (this.#held ?? restOf({ error, ...stopped }));
    if (rest !== null) log(`${program.name}: ${error?.message} The next runs go on from there.`);
    const isNoted = flow !== undefined && result !== null && program.purpose === 'sync' && (isBehind || rest !== null);
    const further = isNoted ? noteBacklog(flow, result, startedAtMs) : {};
    const ended = rest === null ? { error } : { error: null, rest: { ...rest, ...further } };
    this.#runs.push({ program, result, ...ended, calls });
  }

  /** True if the next run goes on where this one ends: nobody asked for something that only this run does. */
  #goesOn({ name }: Program): boolean {
    const { records, since, approved } = this.#context;
    return records === null && since === null && approved?.has(name) !== true;
  }

  /** Throws if a flow may not begin anything more: see `FlowContext.mayBegin`. */
  #mayBegin(program: Program): void {
    const { signal, allowance, progress } = this.#context;
    signal.throwIfAborted();
    const isBehind = this.#goesOn(program) && hasBacklog(program, progress.flows[program.name]);
    allowance?.mayBegin(isBehind ? [program.source.system, program.target.system] : []);
  }

  async #contextOf(program: Program, rivals: readonly Program[], flow: FlowProgress): Promise<FlowContext> {
    const {
      programs,
      systems,
      progress,
      createWriter,
      observe,
      records,
      since,
      kind,
      fingerprint,
      clock,
      signal,
      log,
    } = this.#context;
    const target = systems[program.target.system];
    return {
      ...this.#shared,
      program,
      source: systems[program.source.system],
      target,
      createWriter: (over) => this.#shared.created.watch(this.#openWrites.watch(over, createWriter)),
      mayBegin: () => this.#mayBegin(program),
      observe: (items) => observe?.(program, items),
      copyPairs: copyPairs(program, programs, Object.keys(progress.links)),
      rivals,
      wasLeftOpen: this.#openWrites.wasLeftOpen(program.name),
      pairs: pairNames(program),
      pausedRecords: this.#pauses.recordsOf(program.name),
      progress: flow,
      lists: await loadReferences({ program, target, signal }, progress.lists, clock()),
      records,
      since,
      approved: this.#context.approved?.get(program.name) ?? null,
      kind,
      fingerprint,
      clock,
      signal,
      log,
    };
  }

  readonly #isOn = ({ name, enabled }: Program): boolean => enabled || this.#context.selected.has(name);
}

const noWait = async (): Promise<void> => {};

/** True if every flow is paused: there is nothing to save, and nothing else to do. */
const isWhollyPaused = (flows: readonly FinishedFlow[]): boolean =>
  flows.length > 0 && flows.every(({ pause }) => pause !== undefined);

const didNothing = (result: FlowResult | null): boolean =>
  result === null || (result.tally.steps.every((step) => step.read === 0) && result.before === result.after);

async function trySave({ save }: RunContext): Promise<StateError | null> {
  try {
    await save();
    return null;
  } catch (error) {
    if (error instanceof StateError) return error;
    throw error;
  }
}
