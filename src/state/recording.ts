import { z } from 'zod';
import type { RecordValues } from '../values.ts';
import { decodeRecord, type EncodedValue, encodeRecord } from './value-codec.ts';

/** A look-up of related records that was made. It found nothing besides the rows of the record that asked, if it has any. */
const absentSchema = z.object({
  /** `<system>.<resource>`. */
  resource: z.string(),
  by: z.string(),
  /** The value that was looked up, in the form in which it is compared. */
  form: z.string(),
});

/** A source record that passed through a flow. What it holds is in the rows. */
const recordedSchema = z.object({
  key: z.string(),
  reference: z.string(),
  changedAt: z.string().nullable(),
  /** When it last passed, ISO text in UTC. */
  at: z.string(),
  /** Keys of the rows that belong to it, itself included, by `<system>.<resource>`. */
  uses: z.record(z.string(), z.array(z.string())),
  absent: z.array(absentSchema),
});

const flowSchema = z.object({
  /** `<system>.<resource>` of its source. */
  source: z.string(),
  /** The newest first. */
  records: z.array(recordedSchema),
});

/** Fields of records as they were last seen, by `<system>.<resource>`, then by key; a field that is absent was never seen. */
export type RecordedRows = ReadonlyMap<string, ReadonlyMap<string, RecordValues>>;

const rowsSchema = z.record(z.string(), z.record(z.string(), z.unknown())).transform((resources): RecordedRows => {
  const decoded = Object.entries(resources).map(([resource, rows]) => {
    const records = Object.entries(rows).map(([key, fields]) => [key, decodeRecord(fields)] as const);
    return [resource, new Map(records)] as const;
  });
  return new Map(decoded);
});

/**
 * A sample of what passed through the flows of one administration: the newest source records of each flow with their lines
 * and related records, and the target records of their steps. Plans without credentials run on it.
 */
export const recordingSchema = z.object({
  format: z.literal(1),
  /** ISO text in UTC; empty in a recording that was never saved. */
  savedAt: z.string(),
  /** By the flow's name. */
  flows: z.record(z.string(), flowSchema),
  rows: rowsSchema,
});

/** See `recordingSchema`. */
export type Recording = Readonly<z.output<typeof recordingSchema>>;
/** See `flowSchema`. */
export type RecordedFlow = z.infer<typeof flowSchema>;
/** See `recordedSchema`. */
export type RecordedRecord = z.infer<typeof recordedSchema>;
/** See `absentSchema`. */
export type AbsentRecord = z.infer<typeof absentSchema>;

/** An empty recording. */
export function emptyRecording(): Recording {
  return { format: 1, savedAt: '', flows: {}, rows: new Map() };
}

/** A recording as JSON can carry it. */
export function encodeRecording(recording: Recording): z.input<typeof recordingSchema> {
  return { ...recording, rows: encodeRows(recording.rows) };
}

function encodeRows(rows: RecordedRows): Record<string, Record<string, EncodedValue>> {
  const encoded = [...rows].map(([resource, records]) => {
    const ofResource = [...records].map(([key, fields]) => [key, encodeRecord(fields)] as const);
    return [resource, Object.fromEntries(ofResource)] as const;
  });
  return Object.fromEntries(encoded);
}
