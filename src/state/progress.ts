import { z } from 'zod';
import { LinkTable, packedLinksSchema } from './links/link-table.ts';

/** The target record that a source record would take, and that another source record claims as well or that differs. */
const claimSchema = z.object({
  /** As in `links`. */
  pair: z.string(),
  target: z.string(),
  /** Key and human name of the source record. */
  key: z.string(),
  reference: z.string(),
});

/** Lines of links.yml of which a person may choose one: the flow and the source's reference, and what it may be in the target, `new` as well. */
const pinsSchema = z.object({ flow: z.string(), reference: z.string(), targets: z.array(z.string()) });

/** A record that could not be synced, with its reason, tried again at `nextAtMs` or when its fingerprint changes. */
const deadLetterSchema = z.object({
  reference: z.string(),
  code: z.string(),
  reason: z.string(),
  step: z.string(),
  /** Where the mapping says what makes it wait; absent = nowhere in particular. */
  at: z.object({ file: z.string(), line: z.number(), column: z.number() }).optional(),
  attempts: z.number(),
  /** ISO text in UTC. */
  firstAt: z.string(),
  /** ISO text in UTC. */
  lastAt: z.string(),
  fingerprint: z.string(),
  /** Milliseconds since 1970. */
  nextAtMs: z.number(),
  /** For a record that waits because others claim the same target record, or because that one differs: its claim, which holds while it waits. */
  claim: claimSchema.optional(),
  /** For a record of which a person must say which target record it, or one that it needs, is: see `pinsSchema`. */
  pins: pinsSchema.optional(),
  /** What the source says that a document comes to, decimal text; absent = it is no document, its amount is not known, or an earlier version wrote this. */
  amount: z.string().optional(),
  /** The target may hold more of the record than its fingerprints know, whatever else it has failed for since. */
  wasUnclear: z.literal(true).optional(),
});

/** What one flow remembers: how far its source has been read (null before the first run), and its dead letters by source key. */
const flowProgressSchema = z.object({
  cursor: z.record(z.string(), z.string()).nullable(),
  deadLetters: z.record(z.string(), deadLetterSchema),
  /** The day from which the flow takes documents, as of its last run; absent = it takes all. */
  since: z.string().optional(),
  /** How far the source's log of deletions has been read, for a flow that reads it. */
  deletions: z.record(z.string(), z.string()).optional(),
  /** When it was last read to its end (milliseconds since 1970), whatever of it is still to be settled. */
  deletionsReadMs: z.number().optional(),
  /** Days (yyyy-MM-dd) on which records are read again because one of their dates lies ahead, by source key. */
  agenda: z.record(z.string(), z.string()).optional(),
  /** Records that came by while they were paused or pinned as "skip", by source key; `inDoubt` = a lost run may have written them before. Read again when that ends. */
  paused: z.record(z.string(), z.object({ reference: z.string(), inDoubt: z.literal(true).optional() })).optional(),
  /** References of records that a person holds back and that the source did not have when it was asked for them. */
  notThere: z.array(z.string()).optional(),
  /** Records that were asked for by key and not shown, by source key: since when (milliseconds since 1970). */
  unseen: z.record(z.string(), z.number()).optional(),
  /** For a flow in its first load, or one that a run could not finish: since when (milliseconds since 1970), how many records the source had, and how many are left, if known. */
  backlog: z.object({ sinceMs: z.number(), total: z.number().optional(), left: z.number().optional() }).optional(),
  /** For a flow that verifies: keyed hashes of the differences that were reported. */
  reported: z.array(z.string()).optional(),
});

const textOrNumber = z.union([z.string(), z.number()]);

/** A reference list of a system as it was read: value by code. */
const listSchema = z.object({
  /** Milliseconds since 1970. */
  readAtMs: z.number(),
  values: z.record(z.string(), textOrNumber),
  /** VAT codes whose amounts include VAT; absent = nobody has looked. */
  inclusive: z.array(z.string()).optional(),
});

/**
 * A record that was created and that no search finds: its id, its source's human name, what to search it by (`value-codec.ts`), and the flow that created
 * it, with its version.
 */
const unfoundSchema = z.object({
  key: textOrNumber,
  reference: z.string(),
  values: z.record(z.string(), z.unknown()),
  flow: z.string(),
  version: z.string(),
});

/** The progress entry of one administration. `sequence` grows with every save. */
export const progressSchema = z.object({
  format: z.literal(1),
  sequence: z.number(),
  /** ISO text in UTC; empty in a progress that was never saved. */
  savedAt: z.string(),
  /** By the flow's name. */
  flows: z.record(z.string(), flowProgressSchema),
  /** By pair of resources, `exact-online.crm/Accounts>asperion.debtors`; flows with the same pair share them. */
  links: z.record(z.string(), packedLinksSchema.transform(LinkTable.unpack)),
  /** By `resource|by`. */
  lists: z.record(z.string(), listSchema),
  /** Names of flows whose fingerprints may be older than the target, because a run began to write and did not record its end. */
  openFlows: z.array(z.string()),
  /**
   * The latest moment at which a run that did not end in good order may have sent a write, in milliseconds since 1970; null = each one ended in
   * good order. `openFlows` does not tell this: marks may outlast a good end.
   */
  mayWriteUntilMs: z.number().nullable(),
  /** Creates and stock counts that got no answer, by pair and source key, by a document's number, or by position: when they were sent, in milliseconds since 1970. */
  unanswered: z.record(z.string(), z.number()),
  /** Created records that no search finds, by resource and key fields: nothing more is created under such a key until one does, or the flow changes (`search-proof.ts`). */
  unfound: z.record(z.string(), unfoundSchema),
  /** What `externalKey` puts before numbers, when this was saved; absent = never saved. */
  keyPrefix: z.string().optional(),
  /** Hash of the last run's line in the ledger; absent = no run had one yet. */
  ledger: z.string().optional(),
  /** Call budgets by system, as the HTTP layer keeps them. */
  budgets: z.record(z.string(), z.unknown()),
});

/** See `progressSchema`. */
export type Progress = z.infer<typeof progressSchema>;
/** See `flowProgressSchema`. */
export type FlowProgress = z.infer<typeof flowProgressSchema>;
/** See `deadLetterSchema`. */
export type DeadLetter = z.infer<typeof deadLetterSchema>;
/** See `pinsSchema`. */
export type Pins = z.infer<typeof pinsSchema>;
/** See `claimSchema`. */
export type Claim = z.infer<typeof claimSchema>;
/** See `listSchema`. */
export type ReferenceList = z.infer<typeof listSchema>;

/** The progress as it is saved: its links packed, everything else as JSON carries it. */
export function encodeProgress(progress: Progress): z.input<typeof progressSchema> {
  const links = Object.entries(progress.links).map(([pair, table]) => [pair, table.packed()] as const);
  return { ...progress, links: Object.fromEntries(links) };
}

/** A copy of the progress: changes to one do not affect the other. */
export function copyProgress({ links, ...others }: Progress): Progress {
  const copies = Object.entries(links).map(([pair, table]) => [pair, table.copy()] as const);
  return { ...structuredClone(others), links: Object.fromEntries(copies) };
}

/** The progress of a first run. */
export function emptyProgress(): Progress {
  return {
    format: 1,
    sequence: 0,
    savedAt: '',
    flows: {},
    links: {},
    lists: {},
    openFlows: [],
    mayWriteUntilMs: null,
    unanswered: {},
    unfound: {},
    budgets: {},
  };
}
