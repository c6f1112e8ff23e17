import { z } from 'zod';
import { ConfigError, type SourcePosition } from '../../errors/errors.ts';
import { guessText } from '../../nearest.ts';
import { keys } from '../../schema.ts';
import { alsoCheck, dateText, type Mistake, plainText } from '../schema/schema-parts.ts';
import { checkSchema } from '../schema/schema-problems.ts';
import type { YamlSource } from '../yaml/yaml-source.ts';

/** What a person holds back for a while: a flow, one record of it, or everything. */
export interface Pause {
  /** Null = everything. */
  readonly flow: string | null;
  /** The record's reference in the source; null = the whole flow. */
  readonly record: string | null;
  /** The last Dutch calendar day of the pause, `yyyy-MM-dd`. */
  readonly until: string;
  /** As the person wrote it, on one line. */
  readonly by: string;
  readonly why: string;
  readonly at: SourcePosition;
}

/** A sentence, not a story: it stands in every summary. */
const LONGEST = 200;

const entry = alsoCheck(
  keys({
    everything: z
      .literal('true', { error: 'Write true, or name a flow instead.' })
      .describe('Pauses all flows: no run reads or writes anything.')
      .meta({ type: 'boolean', const: true })
      .optional(),
    flow: plainText
      .describe('The name of the flow that is paused.')
      .meta({ examples: ['orders'] })
      .optional(),
    record: plainText
      .describe('Pauses only this record of the flow: its reference in the source, such as an order number.')
      .meta({ examples: ['26013'] })
      .optional(),
    until: dateText
      .describe('The last day of the pause, a Dutch calendar day. The day after, it goes on by itself.')
      .meta({ examples: ['2026-12-05'] }),
    by: plainText.max(LONGEST).describe('Who decided it. It is shown as it is written here.'),
    why: plainText
      .max(LONGEST)
      .describe('Why. It is shown as it is written here.')
      .meta({ examples: ['Year-end closing with the accountant'] }),
  }),
  wrongTargets,
).meta({
  oneOf: [
    { required: ['everything'], not: { anyOf: [{ required: ['flow'] }, { required: ['record'] }] } },
    { required: ['flow'], not: { required: ['everything'] } },
  ],
});

/** `paused.yml`, read as text. */
export const pausesFile = z.array(entry).max(500).describe('What is paused: flows, records of flows, or everything.');

function* wrongTargets({ everything, flow, record }: Readonly<Record<string, unknown>>): Iterable<Mistake> {
  const code = 'WRONG_VALUE';
  if (everything !== undefined && (flow !== undefined || record !== undefined)) {
    const hint = 'Remove "everything", or the other keys.';
    yield { path: ['everything'], code, message: '"everything" pauses all flows, and needs no flow or record.', hint };
  } else if (everything === undefined && flow === undefined) {
    const message = record === undefined ? 'This pauses nothing.' : 'A record is paused in one flow.';
    const hint = `Add "flow: NAME"${record === undefined ? ', or "everything: true"' : ''}.`;
    yield { path: [], code: 'MISSING_KEY', message, hint, missing: ['flow', 'everything'] };
  }
}

/** The flows of a folder, as far as pauses ask for them. */
export interface PausableFlows {
  /** The names of all flows. */
  readonly names: readonly string[];
  /** The names of those that only verify. */
  readonly verifying: ReadonlySet<string>;
}

/** The pauses in a file that was read as text, over or not. What is wrong is added to `problems`. */
export function readPauses(source: YamlSource, flows: PausableFlows, problems: ConfigError[]): readonly Pause[] {
  // A file with only comments pauses nothing.
  if (source.value === null || source.value === '') return [];
  const checked = checkSchema(pausesFile, source);
  if ('problems' in checked) {
    problems.push(...checked.problems);
    return [];
  }
  return checked.value.flatMap(({ flow = null, record = null, until, by, why }, index) => {
    const wrong = flow === null ? null : wrongFlow({ flow, record, index }, source, flows);
    if (wrong !== null) problems.push(wrong);
    if (wrong !== null) return [];
    return [{ flow, record, until, by: oneLine(by), why: oneLine(why), at: source.at([index]) }];
  });
}

function wrongFlow(
  { flow, record, index }: { readonly flow: string; readonly record: string | null; readonly index: number },
  { at }: YamlSource,
  { names, verifying }: PausableFlows,
): ConfigError | null {
  if (!names.includes(flow)) {
    const hint = guessText(flow, names) ?? 'Write the name of a flow file without .yml.';
    return new ConfigError('UNKNOWN_FLOW', `There is no flow "${flow}".`, { at: at([index, 'flow']), hint });
  }
  if (record === null || !verifying.has(flow)) return null;
  const message = `"${flow}" only verifies and writes nothing, so none of its records can be paused.`;
  const hint = 'Remove the line, or pause the whole flow.';
  return new ConfigError('WRONG_VALUE', message, { at: at([index, 'record']), hint });
}

/** Log lines and summaries show it in the middle of a sentence. */
const oneLine = (text: string): string => text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
