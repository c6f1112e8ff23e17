import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';

/** What must be said of one problem: its code, the place (a text in that line of the file) and words of sentence and hint. */
export interface Problem {
  readonly code: string;
  readonly in?: string;
  readonly at?: string;
  readonly says: readonly string[];
}

/** Log lines that only a stack trace has. */
export const STACK = /^\s*at .*(:\d+:\d+|<anonymous>)|node:internal|\.ts:\d|index\.js:\d/m;

/** Each problem once in the log with code, place and what to do, and once as an annotation at its place; nothing else. */
export async function expectProblems(stage: Stage, run: StageRun, problems: readonly Problem[]): Promise<void> {
  expect(run.exitCode).toBe(1);
  const errors = run.annotations.filter(({ level }) => level === 'error');
  expect(errors.map(({ title }) => title).sort()).toEqual(problems.map(({ code }) => code).sort());
  for (const problem of problems) {
    const file = problem.in === undefined ? undefined : `mappings/${problem.in}`;
    const line = problem.in === undefined ? undefined : await lineOf(stage, problem.in, problem.at ?? '');
    const fitting = errors.filter((one) => one.title === problem.code && one.file === file && one.line === line);
    expect(fitting, `${problem.code} ${file}:${line} among ${JSON.stringify(errors)}`).toHaveLength(1);
    const place = file === undefined ? '' : ` ${file}:${line}:${fitting[0]?.col}`;
    const lines = run.log.split('\n').filter((one) => one.startsWith(`${problem.code}${place} `));
    expect(lines, `${problem.code}${place} in the log`).toHaveLength(1);
    for (const text of [fitting[0]?.message, lines[0]]) {
      expect(text).toMatch(/^[^\n]+\. What to do: [^\n]+$/);
      for (const words of problem.says) expect(text).toContain(words);
    }
  }
  expect(run.log).not.toMatch(STACK);
  expect(run.summary).not.toMatch(STACK);
}

async function lineOf(stage: Stage, file: string, marker: string): Promise<number> {
  const lines = (await readFile(stage.mapping(file), 'utf8')).split('\n');
  const found = lines.flatMap((line, index) => (line.includes(marker) ? [index + 1] : []));
  if (found.length !== 1) throw new Error(`${found.length} lines of ${file} hold ${marker}.`);
  return found[0] ?? 0;
}
