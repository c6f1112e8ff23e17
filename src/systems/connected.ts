import type { Transport } from '../http/transport.ts';
import type { Test } from './assumption.ts';
import type { Inspection } from './inspection.ts';
import type { ReadFile, System } from './system.ts';
import type { InputValues } from './system-inputs.ts';
import type { TokenChain } from './tokens/token-chain.ts';

/** What is needed to reach a system. */
export interface ConnectContext<Settings = unknown> {
  readonly inputs: InputValues;
  /** Its settings. */
  readonly settings: Settings;
  /** First day of the book year, MM-DD. */
  readonly bookYearStart: string;
  /** The largest file to read from it, bytes. */
  readonly maxFileBytes: number;
  /** Now, epoch ms. */
  readonly clock: () => number;
  readonly transport: Transport;
  /** Its chain of tokens; a renewal within `earliestRefreshMs` of the previous one is refused. */
  tokens(tokenUrl: string, earliestRefreshMs: number): TokenChain;
}

/** A system that is ready to be called. Nothing is sent until then. */
export interface Connected {
  /** The system as the engine uses it; `readFile` fetches the files that other systems' records name. */
  open(readFile: ReadFile): System;
  /** What it says about itself, for `doctor`. */
  inspect(): Inspection;
  /** Tests of its assumptions, by id; they remember what they read. */
  tests(): ReadonlyMap<string, Test>;
}

/** Among how many of the listed companies the limits of a system are shared: those with the same administration of it, and all. */
export interface Sharing {
  readonly administration: number;
  readonly all: number;
}

/** Options of a budget of calls. */
export interface BudgetContext<Settings = unknown> {
  readonly settings: Settings;
  readonly sharing: Sharing;
  readonly clock: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly log: (line: string) => void;
  /** The snapshot of an earlier run; an unreadable one is ignored. */
  readonly restore: unknown;
}
