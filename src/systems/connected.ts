import type { Transport } from '../http/transport.ts';
import type { Test } from './assumption.ts';
import type { Inspection } from './inspection.ts';
import type { ReadFile, System } from './system.ts';
import type { InputValues } from './system-inputs.ts';
import type { TokenChain } from './tokens/token-chain.ts';

/** What a system is reached with. */
export interface ConnectContext<Settings = unknown> {
  readonly inputs: InputValues;
  /** What the settings say of it. */
  readonly settings: Settings;
  /** First day of the book year, MM-DD. */
  readonly bookYearStart: string;
  /** Largest file that is taken from it, bytes. */
  readonly maxFileBytes: number;
  /** Now, epoch ms. */
  readonly clock: () => number;
  readonly transport: Transport;
  /** Its chain of tokens; a renewal before `earliestRefreshMs` after the one before is refused. */
  tokens(tokenUrl: string, earliestRefreshMs: number): TokenChain;
}

/** A system within reach. Nothing is sent until what it opens is used. */
export interface Connected {
  /** The system as the engine uses it; `readFile` fetches the files that other systems' records name. */
  open(readFile: ReadFile): System;
  /** What it tells of itself, for `doctor`. */
  inspect(): Inspection;
  /** Tests of what its client takes for granted, by the assumption's id; they remember what they read. */
  tests(): ReadonlyMap<string, Test>;
}

/** What a budget of calls is made of. */
export interface BudgetContext<Settings = unknown> {
  readonly settings: Settings;
  readonly clock: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly log: (line: string) => void;
  /** The snapshot of an earlier run; anything unreadable counts as none. */
  readonly restore: unknown;
}
