/**
 * Writes docs/inputs.md, the tables of inputs and outputs, from `action.yml`:
 *
 *     node scripts/inputs-page.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');

/** The page. */
export const INPUTS_PAGE = join(root, 'docs', 'inputs.md');

interface Described {
  readonly description: string;
  readonly default?: string;
}

/** What action.yml says of the action. */
interface ActionFile {
  readonly inputs: Readonly<Record<string, Described>>;
  readonly outputs: Readonly<Record<string, Described>>;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');

/** The page as action.yml gives it. */
export function inputsPage(actionFile = readFileSync(join(root, 'action.yml'), 'utf8')): string {
  const { inputs, outputs } = parse(actionFile) as ActionFile;
  const inputRows = Object.entries(inputs).map(
    ([name, { description, default: value }]) =>
      `| \`${name}\` | ${cell(description)} | ${value === undefined ? '' : `\`${cell(value)}\``} |`,
  );
  const outputRows = Object.entries(outputs).map(([name, { description }]) => `| \`${name}\` | ${cell(description)} |`);
  return `# Inputs and outputs

<!-- Made by scripts/inputs-page.ts from action.yml. -->

You give the inputs under \`with\` in a workflow. Which of them are needed depends on the mode; a run names those that are missing.

| input | what it is | default |
| --- | --- | --- |
${inputRows.join('\n')}

Later steps read the outputs as \`steps.ID.outputs.NAME\`.

| output | what it is |
| --- | --- |
${outputRows.join('\n')}
`;
}

if (import.meta.main) writeFileSync(INPUTS_PAGE, inputsPage());
