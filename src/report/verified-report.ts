import type { FailOn } from '../config/inputs.ts';
import type { SourcePosition } from '../errors/errors.ts';
import type { ComparedStep } from '../sync/result.ts';
import type { SystemName } from '../systems/registry.ts';

/** A difference between both systems, found by a flow that verifies. */
export interface DifferenceReport {
  /** The human name of the record that the step stands for. */
  readonly reference: string;
  readonly step: string;
  /**
   * `missing` in the target; `differs`; `ambiguous`: it may be one of `candidates`; `only` the target has it; `failed`: it was not compared, and
   * `reason` says why, with the `code` of what the mapping was refused for. Of a document that is on one side only, `reason` says what it comes to.
   */
  readonly kind: 'missing' | 'differs' | 'ambiguous' | 'only' | 'failed';
  /** Values as text, those that tell of a person as their class; one of a line as `lines 2.amount`. */
  readonly fields: readonly {
    readonly field: string;
    readonly source: string | null;
    readonly target: string | null;
    /** Both are numbers of any decimals, not codes. */
    readonly isNumber?: true;
  }[];
  readonly candidates: readonly string[];
  readonly code: string | null;
  readonly reason: string | null;
  /** The place that a person would edit: for `failed` that of the cause, for `ambiguous` links.yml. */
  readonly at?: SourcePosition;
  /** The address at which its system shows the record; absent = not known. */
  readonly screen?: string;
  /** It was not reported before in this form. */
  readonly isNew: boolean;
}

/** What the lines of one VAT code come to in one period of the books, on both sides: amounts as text. */
export interface TotalReport {
  readonly step: string;
  /** Book year and period; null = the document has none. */
  readonly year: number | null;
  readonly period: number | null;
  /** In the target's codes; null = none. */
  readonly vatCode: string | null;
  /** Without VAT. */
  readonly source: string;
  readonly target: string;
  /** Source less target. */
  readonly difference: string;
  /** The VAT of both; null = the check does not say the VAT of every line, so it is not compared. */
  readonly sourceVat: string | null;
  readonly targetVat: string;
  readonly vatDifference: string | null;
  /** Lines whose amount the system computes and that are not counted. */
  readonly unknown: number;
}

/** What a flow that verifies found, in records of steps. */
export interface VerifiedReport {
  /** The system that was held against the source, as people call it. */
  readonly target: string;
  /** The flow's place in its file. */
  readonly at: SourcePosition;
  readonly compared: number;
  readonly equal: number;
  readonly missing: number;
  readonly differs: number;
  readonly ambiguous: number;
  /** Documents only in the target. */
  readonly only: number;
  readonly failed: number;
  /** Differences that were not reported before. */
  readonly isNew: number;
  /** The same by step, with the records of the target that the step stands for. */
  readonly bySteps: readonly ComparedStepReport[];
  /** Documents that are equal only within their tolerance; absent = an earlier version wrote the report. */
  readonly near?: readonly string[];
  /**
   * What would have been compared and is in no total, because links.yml skips it, with what it comes to without VAT; null = that is not known, or it is no
   * document. Absent = an earlier version wrote the report.
   */
  readonly skipped?: readonly { readonly reference: string; readonly amount: string | null }[];
}

/** What was found of one step. */
export interface ComparedStepReport extends ComparedStep {
  readonly of: { readonly system: SystemName; readonly resource: string };
}

/** True when the findings of a verifying flow make the run red. */
export function hasRedDifferences(verified: VerifiedReport | undefined, failOn: FailOn): boolean {
  if (verified === undefined || failOn === 'never') return false;
  return failOn === 'any' ? verified.compared > verified.equal : verified.isNew > 0;
}
