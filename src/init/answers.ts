import { z } from 'zod';
import { SETTINGS_VALUES } from '../config/packs/settings-values.ts';
import { dateText } from '../config/schema/schema-parts.ts';
import { checkSchema } from '../config/schema/schema-problems.ts';
import { settingsFile } from '../config/schema/settings-schema.ts';
import { readYaml } from '../config/yaml/yaml-source.ts';
import { ConfigErrors } from '../errors/errors.ts';
import { keys } from '../schema.ts';
import type { Question, Questions } from './template.ts';
import { remark, scalar } from './yaml-text.ts';

/** What was answered; absent = not yet. */
export interface Answers {
  /** The option that was chosen, by the question's name. */
  readonly choices: Readonly<Record<string, string>>;
  /** The first day whose documents are booked, yyyy-MM-dd. */
  readonly since?: string | undefined;
  /** Values of settings.yml by their names, without `since`. */
  readonly values: Readonly<Record<string, string>>;
  /** Who approves changes of tables: `@owner`, several with blanks between; empty = nobody. */
  readonly owners?: string | undefined;
}

/** Every question with options, in the order in which they are asked. */
export const choicesOf = ({ flows, schedule }: Questions): Readonly<Record<string, Question>> => ({
  ...flows,
  ...schedule,
});

/** What the settings say is wrong with a value that they hold themselves, such as `bookYear`; undefined = nothing. Pure. */
export function wrongValue(name: string, value: string): string | undefined {
  const { setting } = SETTINGS_VALUES[name] ?? {};
  if (setting === undefined) return undefined;
  const [group, key] = setting;
  return settingsFile.safeParse({ [group]: key === undefined ? value : { [key]: value } }).error?.issues[0]?.message;
}

function checkValues(values: Readonly<Record<string, string>>, context: z.RefinementCtx): void {
  for (const [name, value] of Object.entries(values)) {
    const message = wrongValue(name, value);
    if (message !== undefined) context.addIssue({ code: 'custom', path: [name], message });
  }
}

/** Owners as a CODEOWNERS file takes them. */
export const OWNERS = /^(@[\w.-]+(\/[\w.-]+)?( +|$))*$/;

/** Reads a file of answers. Throws ConfigErrors with all that is wrong, at its lines. */
export function readAnswers(file: string, text: string, questions: Questions): Answers {
  const names = choicesOf(questions);
  const shape = Object.fromEntries(
    Object.entries(names).map(([name, { asks, options }]) => [
      name,
      z
        .enum(Object.keys(options) as [string, ...string[]])
        .describe(asks)
        .optional(),
    ]),
  );
  const schema = keys({
    ...shape,
    since: dateText.optional(),
    owners: z.string().regex(OWNERS, { error: 'Names such as @owner or @owner/team are needed.' }).optional(),
    values: z.record(z.string(), z.string()).superRefine(checkValues).optional(),
  });
  const result = checkSchema(schema, readYaml(file, text, 'text'));
  if ('problems' in result) throw new ConfigErrors(result.problems);
  const {
    since,
    owners,
    values = {},
    ...choices
  } = result.value as Record<string, string> & {
    values?: Record<string, string>;
  };
  return { choices, since, owners, values };
}

/** The flows that the answers turn on. */
export function flowsOf({ flows }: Questions, { choices }: Answers): readonly string[] {
  return Object.entries(flows).flatMap(([name, { options }]) => options[choices[name] ?? '']?.flows ?? []);
}

/** The cron line of the answers. */
export function cronOf({ schedule }: Questions, { choices }: Answers): string {
  return Object.entries(schedule)
    .map(([name, { options }]) => options[choices[name] ?? '']?.cron ?? '')
    .join(' ');
}

/** An answer that is missing: its line in a file of answers, and what may be written there. */
export interface MissingAnswer {
  /** `since`, `values.prefix`. */
  readonly name: string;
  readonly says: string;
  readonly example: string;
  /** The other ways to answer. */
  readonly others?: readonly string[];
}

/** A file with lines for the answers that are missing, to be corrected. Pure. */
export function exampleFile(missing: readonly MissingAnswer[]): string {
  const line = ({ name, says, example, others = [] }: MissingAnswer, indent: string): readonly string[] => [
    `${indent}# ${remark(says)}${others.length === 0 ? '' : ` Or: ${others.map(remark).join(', ')}`}`,
    `${indent}${name.replace(/^values\./, '')}: ${scalar(example)}`,
  ];
  const isValue = ({ name }: MissingAnswer): boolean => name.startsWith('values.');
  const values = missing.filter(isValue);
  return [
    ...missing.filter((one) => !isValue(one)).flatMap((one) => line(one, '')),
    ...(values.length === 0 ? [] : ['values:', ...values.flatMap((one) => line(one, '  '))]),
  ].join('\n');
}
