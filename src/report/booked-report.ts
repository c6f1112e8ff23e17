/** The sums of some lines. Amounts are decimal texts. */
export interface BookedSumReport {
  readonly documents: number;
  /** Without VAT. Revenue is positive, a credit negative. */
  readonly amount: string;
  /** The VAT that is sent; null = none, the target computes all of it. */
  readonly vat: string | null;
  /** Both together; null where the target computes a part of it. */
  readonly withVat: string | null;
  /** The system that computes the VAT of lines which are sent without it; null = every line has its VAT. */
  readonly vatComputedBy: string | null;
  /** Lines whose amount the target computes too. They are in none of the sums. */
  readonly unknown: number;
}

/** What the documents of a flow come to that wait, by the totals of the source. */
export interface WaitingMoneyReport {
  readonly documents: number;
  /** Decimal text, with VAT; a credit is negative. A part of it may be booked already. */
  readonly amount: string;
  /** Documents whose amount is not known. They are not in the sum. */
  readonly unknown: number;
}

/** What is booked under one VAT code in one period. */
export interface BookedReport extends BookedSumReport {
  /** Book year and period; null = unknown from the document and its date. */
  readonly year: number | null;
  readonly period: number | null;
  /** In the target's codes; null = none. */
  readonly vatCode: string | null;
}

/** What is booked in one period, or in one quarter of VAT returns, each document counted once. */
export interface BookedTotalReport extends BookedSumReport {
  readonly year: number | null;
  readonly period: number | null;
  /** `2026-Q1`, by the dates of the documents; null for the total of a period. */
  readonly quarter: string | null;
}

/** What a flow books: part of its plan, and of its report. Both are empty where nothing is booked. */
export interface FlowBooked {
  readonly booked: readonly BookedReport[];
  /** Of each period, then of each quarter. */
  readonly bookedTotals: readonly BookedTotalReport[];
}
