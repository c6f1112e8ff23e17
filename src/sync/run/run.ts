import { AccessError, StateError, type SyncError } from '../../errors/errors.ts';
import { dutchDate } from '../../http/dutch-time.ts';
import { disjointFlows } from '../../mapping/flow/booked-twice.ts';
import type { Program } from '../../mapping/flow/program.ts';
import { sinceMissing } from '../../mapping/flow/since.ts';
import type { FlowProgress } from '../../state/progress.ts';
import type { FlowContext, RunContext } from '../context.ts';
import { Claims } from '../find/claims.ts';
import { copyPairs } from '../find/copies.ts';
import { Gone } from '../find/gone.ts';
import { loadReferences } from '../find/references.ts';
import { readingForRivals } from '../find/rivals.ts';
import { SearchProof } from '../find/search-proof.ts';
import { twinsOf } from '../find/twins.ts';
import { CreatedRecords, usedByApproved } from '../guard/created-records.ts';
import { Guarded } from '../guard/guarded.ts';
import { MadeUp } from '../guard/made-up.ts';
import { LinkBook } from '../links/link-book.ts';
import { inOrder, pairNames, pinsByPair, skippedReferences, writtenFields } from '../links/pairs.ts';
import type { FinishedFlow, FlowResult, Rest, RunResult } from '../result.ts';
import { heldUntil, lastRunLost } from '../write/lost-run.ts';
import { OpenWrites } from '../write/open-writes.ts';
import { Unanswered } from '../write/unanswered.ts';
import { backlogsLast, CHANCE_MS, hasBacklog, noteBacklog, restAtLimit, restOf, startAnew } from './backlog.ts';
import { withoutTakenUp } from './deletions.ts';
import { asFlowError, runFlow } from './flow.ts';
import { assured, concernsEverything } from './obstacles.ts';
import { Pauses, toldPause } from './pauses.ts';

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
  | 'left'
  | 'written'
  | 'pins'
  | 'linksFile'
  | 'proof'
  | 'madeUp'
  | 'created'
  | 'today'
  | 'records'
  | 'since'
  | 'kind'
  | 'fingerprint'
  | 'clock'
  | 'signal'
  | 'log'
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
  readonly #guarded = new Guarded();
  readonly #startedAtMs: number;
  /** How each flow ends if a run was lost just before this one; null = none was. */
  readonly #held: Rest | null;
  /** Why no other flow can run. */
  #obstacle: SyncError | null = null;

  constructor(context: RunContext) {
    const { programs, progress, allowance, records, since, kind, fingerprint, clock, signal, log } = context;
    this.#context = context;
    this.#startedAtMs = clock();
    this.#shared = {
      ...{ records, since, kind, fingerprint, clock, signal, log },
      links: new LinkBook(progress.links),
      claims: Claims.of(progress),
      gone: new Gone(),
      unanswered: new Unanswered(progress, clock),
      unsettled: new Set(),
      left: new Map(),
      written: writtenFields(programs.filter(this.#isOn)),
      pins: pinsByPair(programs, context.links),
      linksFile: context.linksFile ?? null,
      proof: kind === 'sync' ? new SearchProof(progress, programs, allowance?.sleep ?? noWait) : null,
      madeUp: context.madeUp ?? new MadeUp(),
      created: context.created ?? new CreatedRecords(usedByApproved(context), fingerprint),
      today: dutchDate(clock()),
    };
    this.#pauses = context.pauses ?? new Pauses([], '');
    const flows = programs.map(({ name }) => name);
    const heldUntilMs = kind === 'sync' ? heldUntil(progress, this.#startedAtMs) : null;
    this.#held = heldUntilMs === null ? null : { reason: 'lost', began: false, goesOnAtMs: heldUntilMs };
    if (heldUntilMs !== null) this.#obstacle = lastRunLost(heldUntilMs);
    const mayWriteUntilMs = allowance?.endsAtMs ?? Number.MAX_SAFE_INTEGER;
    const save = context.claim ?? context.save;
    this.#openWrites = new OpenWrites({ progress, flows, mayWriteUntilMs, save });
  }

  async all(): Promise<RunResult> {
    const { programs, selected, progress } = this.#context;
    const own = inOrder(programs.filter(({ name }) => selected.has(name)));
    for (const program of backlogsLast(own, progress.flows)) await this.#run(program);
    this.#openWrites.close(this.#readToEnd);
    for (const [position, run] of this.#runs.entries()) this.#runs[position] = withoutTakenUp(run, this.#shared);
    this.#context.conclude?.(this.#runs);
    // A run without access has nothing to save, and another run may have saved newer progress than it began with.
    const isShutOut = this.#obstacle instanceof AccessError && this.#runs.every(({ result }) => didNothing(result));
    // A run that is held leaves the marks as they are: the one that set them may still be at work.
    const hasNews = this.#held === null && !isShutOut && !isWhollyPaused(this.#runs);
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
    if (this.#goesOn(one) && this.#guarded.holds(one)) {
      log(`${one.name}: it waits, because a guard stopped a flow of the same records.`);
      this.#runs.push({ program: one, result: null, error: null, rest: { reason: 'guard', began: false }, calls: {} });
      return;
    }
    const rivals = disjointFlows(one, programs, this.#isOn);
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
      if (this.#goesOn(program)) startAnew(program, flow);
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
    const rest =
      error === null
        ? restAtLimit(program, result, this.#context.since)
        : this.#goesOn(program)
          ? (this.#held ?? restOf({ error, ...stopped }))
          : null;
    if (rest !== null) {
      const next = rest.reason === 'since' ? 'The same run once more goes' : 'The next runs go';
      log(`${program.name}: ${error?.message ?? 'Its limit is reached.'} ${next} on from there.`);
    }
    // A limit is no lack of time or calls: it gives the flow no other place among the others.
    const isHeldUp = rest !== null && rest.reason !== 'limit';
    // A backfill says nothing of how far the flow is: it reads without moving its cursor.
    const mayNote = program.purpose === 'sync' && this.#context.since === null;
    const isNoted = flow !== undefined && result !== null && mayNote && (isBehind || isHeldUp);
    const further = isNoted ? noteBacklog(flow, result, startedAtMs) : {};
    const ended = rest === null ? { error } : { error: null, rest: { ...rest, ...further } };
    this.#runs.push({ program, result, ...ended, calls });
    this.#guarded.note(program, error);
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
    const { programs, systems, progress, approved, createWriter, observe, clock, signal } = this.#context;
    const target = systems[program.target.system];
    const skipped = skippedReferences(program, this.#shared.pins);
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
      twins: twinsOf(program, programs.filter(this.#isOn), { flows: progress.flows, pins: this.#shared.pins }),
      wasLeftOpen: this.#openWrites.wasLeftOpen(program.name),
      pairs: pairNames(program),
      pausedRecords: this.#pauses.recordsOf(program.name),
      skippedRecords: skipped.own,
      skippedElements: skipped.elements,
      progress: flow,
      lists: await loadReferences({ program, target, signal }, progress.lists, clock()),
      approved: approved?.get(program.name) ?? null,
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
