import { ConfigError } from '../../errors/errors.ts';
import type { Program } from '../../mapping/flow/program.ts';
import { newQuestions, type Question } from '../../mapping/questions.ts';
import type { PersonalClass } from '../../systems/catalog.ts';
import type { MappingsVersion } from './config-changes.ts';

/** The second of two versions as far as a plan may answer it. */
export interface Withheld {
  /** Its flows; in the place of one that is not answered, that of the first version. */
  readonly programs: readonly Program[];
  /** The flows that are not answered, each with the reason. */
  readonly errors: ReadonlyMap<string, ConfigError>;
  /** The texts that are not told, in sentences. */
  readonly warnings: readonly string[];
}

/**
 * Takes from the second version what it asks of persons and the first does not: whoever may propose a mapping may not read, by asking, what its plan
 * hides. A new text stands as its class for every record. A flow in which something new decides which records are written, where or by what number is not
 * planned, because each record would be an answer. Classes in `revealed` may be asked for. Pure.
 */
export function withholdAnswers(
  base: MappingsVersion,
  head: MappingsVersion,
  revealed: readonly PersonalClass[],
): Withheld {
  const known = base.programs.flatMap(({ questions }) => questions);
  const errors = new Map<string, ConfigError>();
  const warnings: string[] = [];
  const programs = head.programs.flatMap((program): readonly Program[] => {
    const asked = newQuestions(program.questions, known).filter(({ personal }) => !revealed.includes(personal));
    const decision = asked.find(({ isText }) => !isText);
    if (decision !== undefined) {
      errors.set(program.name, notAnswered(decision));
      return base.programs.filter(({ name }) => name === program.name);
    }
    if (asked.length === 0) return [program];
    warnings.push(notTold(program, asked));
    return [{ ...program, withheld: new Set(asked.map(({ text }) => text)) }];
  });
  return { programs, errors, warnings };
}

const notAnswered = ({ field, personal, at }: Question): ConfigError =>
  new ConfigError(
    'ASKS_PERSONAL',
    `What becomes of a record would depend on ${field}, which tells of persons, in a way that was not there before.`,
    { at, hint: `Have somebody plan it who may read it: with the input reveal: ${personal}.` },
  );

function notTold({ name }: Program, asked: readonly Question[]): string {
  const fields = [...new Set(asked.map(({ field }) => field))].sort().join(', ');
  return `In ${name}, what is newly made of ${fields} tells of persons: the plan shows its class, as if it changed for every record.`;
}
