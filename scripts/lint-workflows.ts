/**
 * Checks the workflows, `action.yml` and the workflows that `init` writes with GitHub's own rules, the ones behind its editor support:
 *
 *     node scripts/lint-workflows.ts          prints file:line:col problems, exit code 1 when there are any
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtempDisposable, readdir, readFile, writeFile } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { deskWorkflow, freshnessWorkflow, mappingsWorkflow, syncWorkflow } from '../src/init/files.ts';
import { readTemplate } from '../src/init/template.ts';

/** One thing that is wrong: file relative to the folder that was checked, line and column counted from 1. */
export interface WorkflowProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

// The packages import JSON without the `type: json` attribute that Node demands; adding it is all that they need.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
});
const { validate } = await import('@actions/languageservice/validate');

/** Rules that GitHub has and the package (0.3.61) does not know yet: `cache-mode`, generally available since 2026-09-10. */
const falseAlarms = [/^Unexpected value 'cache-mode'$/];

const WORKFLOWS = join('.github', 'workflows');

/** Problems of `action.yml` and of every workflow below `folder`; errors and warnings alike. Throws when there is nothing to check. */
export async function lintWorkflows(folder: string): Promise<WorkflowProblem[]> {
  const problems: WorkflowProblem[] = [];
  for (const file of await filesToCheck(folder)) {
    const path = resolve(folder, file);
    for (const diagnostic of await validate(document(path, await readFile(path, 'utf8')))) {
      const message = typeof diagnostic.message === 'string' ? diagnostic.message : diagnostic.message.value;
      if (falseAlarms.some((alarm) => alarm.test(message))) continue;
      // 1 error, 2 warning; 3 and 4 are remarks, such as a cron line read aloud
      if ((diagnostic.severity ?? 1) > 2) continue;
      const { line, character } = diagnostic.range.start;
      problems.push({ file, line: line + 1, column: character + 1, message });
    }
  }
  return problems;
}

async function filesToCheck(folder: string): Promise<string[]> {
  const workflows = existsSync(join(folder, WORKFLOWS)) ? await readdir(join(folder, WORKFLOWS)) : [];
  const files = [
    ...['action.yml', 'action.yaml'].filter((name) => existsSync(join(folder, name))),
    ...workflows
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
      .map((name) => join(WORKFLOWS, name)),
  ];
  if (files.length === 0) throw new Error(`No action.yml and no workflow found in ${folder}`);
  return files;
}

/**
 * The two things that the validator reads of an editor's document: its text, and its address, which tells a workflow from
 * an action and under which it keeps what it has parsed.
 */
function document(path: string, text: string): Parameters<typeof validate>[0] {
  return { uri: pathToFileURL(path).href, getText: () => text } as Parameters<typeof validate>[0];
}

/** Problems of the workflows that `init` writes, at their lines there. */
export async function lintTemplates(): Promise<WorkflowProblem[]> {
  const template = readTemplate();
  const cron = Object.values(template.questions.schedule).map(({ options }) => Object.values(options)[0]?.cron);
  await using folder = await mkdtempDisposable(join(tmpdir(), 'workflows-'));
  await mkdir(join(folder.path, WORKFLOWS), { recursive: true });
  // Not the folder that the action takes by itself: then the input is written, too.
  const texts = {
    'sync.yml': syncWorkflow(template, { cron: cron.join(' '), folder: 'books' }),
    'freshness.yml': freshnessWorkflow(template, { cron: cron.join(' '), folder: 'books' }),
    'mappings.yml': mappingsWorkflow(template, 'books'),
    'desk.yml': deskWorkflow(template, 'books'),
    'companies.yml': template.text('workflows/companies.yml'),
  };
  for (const [name, text] of Object.entries(texts)) await writeFile(join(folder.path, WORKFLOWS, name), text);
  return (await lintWorkflows(folder.path)).map((problem) => ({ ...problem, file: `template: ${problem.file}` }));
}

if (import.meta.main) {
  const problems = [...(await lintWorkflows(process.cwd())), ...(await lintTemplates())];
  for (const { file, line, column, message } of problems) console.error(`${file}:${line}:${column} ${message}`);
  if (problems.length > 0) process.exitCode = 1;
  else console.log('Workflows and action.yml: no problems.');
}
