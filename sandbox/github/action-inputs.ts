import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

interface ActionFile {
  readonly inputs?: Readonly<Record<string, { readonly default?: unknown } | null>>;
}

/** The inputs of a step as variables, and what the runner would warn about. */
export interface StepInputs {
  /** `INPUT_<NAME>`: upper case, blanks as underscores, hyphens as they are. */
  readonly variables: Readonly<Record<string, string>>;
  readonly unexpected: readonly string[];
}

/**
 * Joins `with:` of a step and the defaults of its action.yml as the runner does: a missing input is set to its
 * default or to empty text, and `${{ github.token }}` is the only expression allowed in a default here. Without an
 * action.yml only the given inputs are set.
 */
export async function stepInputs(
  actionFile: string,
  given: Readonly<Record<string, string>>,
  token: string,
): Promise<StepInputs> {
  const declared = await readDeclared(actionFile);
  const values: Record<string, string> = {};
  for (const [name, input] of Object.entries(declared ?? {})) values[name] = evaluate(name, input?.default, token);
  for (const [name, value] of Object.entries(given)) values[name] = value;
  return {
    variables: Object.fromEntries(Object.entries(values).map(([name, value]) => [inputVariable(name), value])),
    unexpected: declared === null ? [] : Object.keys(given).filter((name) => !(name in declared)),
  };
}

/** The variable that carries an input. */
export function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

async function readDeclared(actionFile: string): Promise<NonNullable<ActionFile['inputs']> | null> {
  try {
    return (parse(await readFile(actionFile, 'utf8')) as ActionFile).inputs ?? {};
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function evaluate(name: string, value: unknown, token: string): string {
  const text = value === undefined || value === null ? '' : String(value);
  const evaluated = text.replace(/\$\{\{\s*github\.token\s*\}\}/g, () => token);
  if (evaluated.includes('${{'))
    throw new Error(`The default of input '${name}' holds an expression unknown here: ${text}`);
  return evaluated;
}
