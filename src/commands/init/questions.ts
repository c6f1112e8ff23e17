import { dateText } from '../../config/schema/schema-parts.ts';
import { defaultSettings } from '../../config/schema/settings-schema.ts';
import { ConfigError } from '../../errors/errors.ts';
import { inDutch } from '../../http/dutch-time.ts';
import { type Answers, choicesOf, exampleFile, type MissingAnswer, OWNERS, wrongValue } from '../../init/answers.ts';
import type { Entries } from '../../init/proposal.ts';
import type { Question, Questions } from '../../init/template.ts';
import type { Meaning } from '../../systems/meaning.ts';
import type { Asker } from './asker.ts';

/** Who answers: the person at the terminal, or nobody but the file of answers. */
export interface Answering {
  readonly asker: Asker | null;
  /** Where the example of a file of answers is shown. */
  readonly tell: (line: string) => void;
  /** Now, epoch ms. */
  readonly clock: () => number;
}

/** Completes the choices. If nobody can be asked, those that are missing are the first of each question: `askRest` refuses them, with all else that is. */
export async function askChoices(questions: Questions, answers: Answers, { asker }: Answering): Promise<Answers> {
  const choices = { ...answers.choices };
  for (const { name, asks, options } of openChoices(questions, answers))
    choices[name] = await (asker === null
      ? (Object.keys(options)[0] ?? '')
      : asker.choose(
          asks,
          Object.entries(options).map(([value, { says }]) => ({ value, says })),
        ));
  return { ...answers, choices };
}

/** Throws ConfigError `ANSWER_MISSING` for choices that the file of answers lacks if nobody can be asked. */
export function refuseChoices(questions: Questions, answers: Answers, to: Answering): void {
  if (to.asker === null) refuse(missingChoices(questions, answers), to);
}

const openChoices = (questions: Questions, { choices }: Answers): readonly (Question & { readonly name: string })[] =>
  Object.entries(choicesOf(questions)).flatMap(([name, question]) =>
    choices[name] === undefined ? [{ name, ...question }] : [],
  );

const missingChoices = (questions: Questions, answers: Answers): readonly MissingAnswer[] =>
  openChoices(questions, answers).map(({ name, asks, options }) => {
    const [example = '', ...others] = Object.keys(options);
    return { name, says: asks, example, others };
  });

/** What else has to be answered for the chosen flows. */
export interface ToAnswer {
  /** What was answered before the choices were completed. */
  readonly given: Answers;
  /** Some flow books documents. */
  readonly books: boolean;
  /** The values that flows need, with what each says. */
  readonly values: ReadonlyMap<string, string>;
  readonly entries: Entries;
}

/** Completes the rest: the first day, the values, the owners. Throws ConfigError `ANSWER_MISSING` with all that is missing if nobody can be asked. */
export async function askRest(questions: Questions, answers: Answers, rest: ToAnswer, to: Answering): Promise<Answers> {
  const needsDay = rest.books && answers.since === undefined;
  const open = [...rest.values].filter(([name]) => answers.values[name] === undefined);
  const fitting = (name: string): readonly Meaning[] => meantBy(questions, name, rest.entries);
  if (to.asker === null) {
    const day = needsDay
      ? [{ name: 'since', says: 'The first day whose documents are booked.', example: nextMonth(to.clock()) }]
      : [];
    const values = open.map(([name, about]) => missingValue(name, about, fitting(name)));
    refuse([...missingChoices(questions, rest.given), ...day, ...values], to);
    return answers;
  }
  const { asker } = to;
  const since = needsDay
    ? await asker.type('Go live: the first day whose documents are booked?', nextMonth(to.clock()), isDay)
    : answers.since;
  const values = { ...answers.values };
  for (const [name, about] of open) {
    const entries = fitting(name);
    const choices = entries.map((entry) => ({ value: entry.code, says: entry.name }));
    const question = `${name}: ${about}?`;
    values[name] =
      choices.length > 0
        ? await asker.choose(question, choices)
        : await asker.type(question, DEFAULTS[name] ?? '', (answer) => isFilled(answer) ?? wrongValue(name, answer));
  }
  const owners =
    answers.owners ??
    (await asker.type('Who approves changes of tables, @owner or @owner/team (empty: nobody)?', '', isOwner));
  return { ...answers, since, values, owners };
}

/** What is shown to begin with; nothing of money is among them. */
const DEFAULTS: Readonly<Record<string, string>> = {
  prefix: defaultSettings.externalKeys.prefix,
  bookYear: defaultSettings.bookYear.start,
};

const isDay = (answer: string): string | undefined =>
  dateText.safeParse(answer).success ? undefined : 'Write it like 2026-12-01.';
const isFilled = (answer: string): string | undefined => (answer === '' ? 'Type it and press Enter.' : undefined);
const isOwner = (answer: string): string | undefined =>
  OWNERS.test(answer) ? undefined : 'Write it like @owner or @owner/team.';

/**
 * The entries of a list that a value may be; those that are most likely meant come first. Sales booked in the cash journal would be wrong in every run, so of
 * journals only those of the right kind are offered, if the list tells.
 */
function meantBy({ values }: Questions, name: string, entries: Entries): readonly Meaning[] {
  const value = values[name];
  if (value === undefined) return [];
  const all = entries.get(value.list) ?? [];
  const ofKind = all.filter(({ journal }) => value.journal !== undefined && journal === value.journal);
  if (ofKind.length > 0) return ofKind;
  const isLikely = ({ name: title }: Meaning): boolean =>
    value.name !== undefined && new RegExp(value.name, 'i').test(title);
  return [...all.filter(isLikely), ...all.filter((entry) => !isLikely(entry))];
}

function missingValue(name: string, about: string, entries: readonly Meaning[]): MissingAnswer {
  const [first, ...others] = entries;
  const says = `${about}.`;
  const example = first?.code ?? DEFAULTS[name] ?? '…';
  const named = others.slice(0, 8).map((entry) => `${entry.code} (${entry.name})`);
  return {
    name: `values.${name}`,
    says: first === undefined ? says : `${says} ${first.code} is ${first.name}.`,
    example,
    others: named,
  };
}

function refuse(missing: readonly MissingAnswer[], { tell }: Answering): void {
  if (missing.length === 0) return;
  tell('# Lines for the file of answers, as an example: correct each of them.');
  tell(exampleFile(missing));
  const names = missing.map(({ name }) => name).join(', ');
  const message = `There is no terminal to ask on, and these answers are missing: ${names}.`;
  const hint = 'Write the lines above into a file, correct them, and give it with --answers FILE.';
  throw new ConfigError('ANSWER_MISSING', message, { hint });
}

/** The first day of the next month, Dutch time. */
const nextMonth = (nowMs: number): string => inDutch(nowMs).plus({ months: 1 }).startOf('month').toFormat('yyyy-MM-dd');
