import { z } from 'zod';
import { WORD } from '../config/schema/administrations-schema.ts';
import { candidatesSchema } from './candidates.ts';

/** Records of one cause that get boxes, and boxes that say what records are in the target. */
export const MOST_RECORDS = 50;

/** What an issue says of itself, unseen by people, at the top of its body. */
const markSchema = z.object({
  /** The id of its cause; `more` for the one with all causes that have no issue. */
  id: z.string(),
  /** See `Owner`; no company = the folder is about one only. */
  mappings: z.string(),
  company: z.string().regex(WORD).optional(),
  kind: z.enum(['run', 'stopped', 'waiting', 'passing', 'more']),
  code: z.string(),
  /** Names of the flows that the cause concerns. */
  flows: z.array(z.string()),
  /** What happened, as the run said it. */
  reason: z.string(),
  /** The record whose numbers it has, if others have others. */
  exampleOf: z.string().optional(),
  /** Why each record waits that has a reason of its own, flow by flow; of very many, the first. */
  reasons: z.record(z.string(), z.record(z.string(), z.string())).optional(),
  /** What the system's words mean and what to do, if the run knew. */
  advice: z.object({ cause: z.string().nullable(), action: z.string() }).optional(),
  /** `mappings/tables/vat-codes.yml:12`. */
  place: z.string().optional(),
  /** The day of the first failure, yyyy-MM-dd. */
  since: z.string().optional(),
  /** When its boxes were last acted on: epoch ms. */
  actedMs: z.number().optional(),
  /** The records that have no boxes, flow by flow; of very many, the first. */
  unboxed: z.record(z.string(), z.array(z.string())).optional(),
  candidates: candidatesSchema.optional(),
  /** A pull request has proposed the first candidate. */
  isProposed: z.boolean().optional(),
});

/** See `markSchema`. */
export type IssueMark = z.infer<typeof markSchema>;

/** A box of an issue: what to do with a record when a person ticks it. */
export interface Box {
  readonly what: 'retry' | 'skip' | 'pin' | 'retry-all';
  /** Empty for `retry-all`. */
  readonly flow: string;
  readonly reference: string;
  /** For `pin`: what the record is in the target, or `new`. */
  readonly target?: string;
}

const NAME = 'exact-asperion-sync';
/** For reasons and records without boxes. */
const LONGEST_OF_RECORDS = 20_000;
const LONGEST_REASON = 1000;
const LONGEST_REASONS = 12_000;
const MARK = new RegExp(`^<!-- ${NAME} (\\{.*\\}) -->$`, 'm');
const BOX = /^- \[([ xX])\] .*<!-- (retry-all|retry|skip|pin)(?: (\S+) (\S+)(?: (\S+))?)? -->$/;

/** The line at the top of a body. */
export function markLine(mark: IssueMark): string {
  // Nothing in it ends the comment, or mentions anybody.
  return `<!-- ${NAME} ${escaped(mark)} -->`;
}

const escaped = (value: unknown): string =>
  JSON.stringify(value).replace(/[<>&@#-]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);

/** What an issue says of itself; null if it is none of the desk's. */
export function readMark(body: string): IssueMark | null {
  try {
    return markSchema.parse(JSON.parse(MARK.exec(body)?.[1] ?? ''));
  } catch {
    return null;
  }
}

/** What an issue is about: a record of a flow. */
export type BoxedRecord = Pick<Box, 'flow' | 'reference'>;

/** Records without boxes as a mark has them: as many as leave room for the rest of the body, which GitHub cuts off at 65,536 characters. */
export function unboxedIn(
  records: readonly BoxedRecord[],
  reasons: NonNullable<IssueMark['reasons']>,
): NonNullable<IssueMark['unboxed']> {
  const unboxed: Record<string, string[]> = {};
  let room = LONGEST_OF_RECORDS - escaped(reasons).length;
  for (const { flow, reference } of records) {
    room -= escaped(reference).length + 1;
    if (room < 0) break;
    unboxed[flow] = [...(unboxed[flow] ?? []), reference];
  }
  return unboxed;
}

/** The reasons of records that have one of their own, as a mark has them. */
export function reasonsIn(
  records: readonly (BoxedRecord & { readonly reason?: string })[],
  shared: string,
): NonNullable<IssueMark['reasons']> {
  const reasons: Record<string, Record<string, string>> = {};
  let room = LONGEST_REASONS;
  for (const { flow, reference, reason } of records) {
    if (reason === undefined || reason === shared) continue;
    room -= escaped(reference).length + escaped(reason).length + 2;
    if (room < 0) break;
    reasons[flow] = { ...reasons[flow], [reference]: shortReason(reason) };
  }
  return reasons;
}

/** A reason as a mark has it: a system's message may be long. */
export const shortReason = (reason: string): string => reason.slice(0, LONGEST_REASON).toWellFormed();

/** Why a record waits, if it has a reason of its own and the mark has room for it. */
export const ownReason = ({ reasons }: IssueMark, { flow, reference }: BoxedRecord): string | undefined =>
  reasons?.[flow]?.[reference];

/** The records of an issue: those with boxes, then those without. */
export function recordsOf({ body, mark }: { body: string; mark: IssueMark }): readonly BoxedRecord[] {
  const boxed = readBoxes(body).filter(({ what }) => what === 'retry');
  const unboxed = Object.entries(mark.unboxed ?? {}).flatMap(([flow, references]) =>
    references.map((reference) => ({ flow, reference })),
  );
  const known = new Set<string>();
  return [...boxed, ...unboxed]
    .map(({ flow, reference }) => ({ flow, reference }))
    .filter(({ flow, reference }) => !known.has(`${flow}\n${reference}`) && known.add(`${flow}\n${reference}`));
}

/** A body with another mark. */
export const withMark = (body: string, mark: IssueMark): string => body.replace(MARK, () => markLine(mark));

/** The line of a box; `says` is Markdown. */
export function boxLine(box: Box, says: string, isTicked: boolean): string {
  const parts =
    box.what === 'retry-all' ? [] : [box.flow, box.reference, ...(box.target === undefined ? [] : [box.target])];
  const about = parts.map((part) => ` ${encoded(part)}`).join('');
  return `- [${isTicked ? 'x' : ' '}] ${says} <!-- ${box.what}${about} -->`;
}

/** The boxes of a body, in order. */
export function readBoxes(body: string): readonly (Box & { readonly isTicked: boolean })[] {
  return body.split('\n').flatMap((line) => {
    const [, tick, what, ...parts] = BOX.exec(line) ?? [];
    if (what === undefined) return [];
    const texts = parts.map((part = '') => decoded(part));
    const [flow = '', reference = '', target = ''] = texts.map((text) => text ?? '');
    if (texts.includes(null) || (what === 'pin') !== (target !== '')) return [];
    const box = { what: what as Box['what'], flow, reference, ...(what === 'pin' && { target }) };
    return [{ ...box, isTicked: tick !== ' ' }];
  });
}

/** A body with boxes ticked, or no longer, as `choose` says; null = as it is. */
export function withTicks(body: string, choose: (box: Box) => boolean | null): string {
  const lines = body.split('\n').map((line) => {
    const [box] = readBoxes(line);
    const tick = box === undefined ? null : choose(box);
    return tick === null ? line : line.replace(/^- \[[ xX]\]/, `- [${tick ? 'x' : ' '}]`);
  });
  return lines.join('\n');
}

/** A body in which a box is ticked; one that it does not have stands behind the others. */
export function withTicked(body: string, wanted: Box, says: string): string {
  const key = keyOfBox(wanted);
  const boxes = readBoxes(body);
  if (boxes.some((box) => keyOfBox(box) === key)) return withTicks(body, (box) => keyOfBox(box) === key || null);
  const lines = body.split('\n');
  const last = lines.findLastIndex((line) => BOX.test(line));
  return lines.toSpliced(last + 1, 0, boxLine(wanted, says, true)).join('\n');
}

/** A box as a text that can be compared. */
export const keyOfBox = ({ what, flow, reference, target = '' }: Box): string =>
  [what, flow, reference, target].join('\n');

/** No blank and nothing that ends a comment. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed()).replaceAll('-', '%2D');

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
