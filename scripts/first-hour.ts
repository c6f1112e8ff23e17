/**
 * Makes docs/first-hour.md: a newcomer's first hour, driven in two terminals on the servers of the sandbox.
 *
 *     node scripts/first-hour.ts      needs `script` of util-linux; takes half a minute
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { DAY, optionsAt } from '../test/day/day.ts';
import { keys, Screen } from './first-hour/screen.ts';
import { shown } from './first-hour/shown.ts';

const root = join(import.meta.dirname, '..');

/** The page that it writes. */
export const FIRST_HOUR_PAGE = join(root, 'docs', 'first-hour.md');

const NAME = 'exact-asperion-sync';
/** A shell whose prompt tells how the last command ended. */
const SHELL = "env PS1='[$?]$ ' PS2='> ' sh -i";
const WENT_WELL = '[0]$ ';
const FAILED = /\[[1-9]\d*\]\$ /;
/** The port that the sandbox takes if it is free, with the three after it. */
const FIRST_PORT = 8700;
const LAST_PORT = 9990;

/** What a newcomer answers to `init`, in the order of its questions: Enter takes what is proposed. */
const ANSWERS: readonly (readonly [question: string, ...pressed: readonly string[]])[] = [
  ['Which way do customers go?', keys.enter],
  ['Which way do products go?', keys.enter],
  ['What do sales become?', keys.enter],
  ['How often?', keys.enter],
  ['In which hours?', keys.enter],
  ['Go live', keys.eraseLine, '2026-01-01', keys.enter],
  ['bookYear', keys.enter],
  ['journals.sales', keys.enter],
  ['prefix', keys.enter],
  ['Who approves', keys.enter],
];

/** A first hour that was driven to its end. */
export interface FirstHour {
  readonly page: string;
  /** The commands after `mkdir shop && cd shop`, in both terminals. */
  readonly commands: readonly string[];
  /** How many questions were answered. */
  readonly answers: number;
}

/** Drives it, in a new folder. Throws if a command fails or asks something else. */
export async function firstHour(): Promise<FirstHour> {
  const folder = mkdtempSync(join(tmpdir(), 'first-hour-'));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  // As `npm link` does.
  symlinkSync(join(root, 'bin', `${NAME}.cjs`), join(bin, NAME));
  const path = [bin, dirname(process.execPath), process.env.PATH].join(delimiter);
  const NODE_OPTIONS = optionsAt(Date.parse(DAY));
  const environment = { PATH: path, HOME: folder, LANG: 'C.UTF-8', NODE_OPTIONS };
  try {
    using first = new Screen(SHELL, folder, environment, FAILED);
    const port = await freePort();
    const opening = [`${NAME} sandbox --port ${port}`];
    await first.answer(WENT_WELL, `mkdir shop && cd shop${keys.enter}`);
    await first.answer(WENT_WELL, `${opening[0]}${keys.enter}`);
    await first.answer('Nothing of it is kept.');
    const sandbox = shown(first.raw);

    using second = new Screen(SHELL, join(folder, 'shop'), environment, FAILED);
    const commands = await plan(second, sandbox);
    await first.answer('', keys.interrupt);
    await first.answer(WENT_WELL, `exit${keys.enter}`);

    const page = pageOf(sandbox, shown(second.raw), port);
    return { page, commands: [...opening, ...commands], answers: ANSWERS.length };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From what the sandbox told to a plan, in the second terminal; the commands that it took. */
async function plan(screen: Screen, told: string): Promise<readonly string[]> {
  const [paste = ''] = /export (?:.* \\\n)*.*$/m.exec(told) ?? [];
  const commands = [paste, `${NAME} init`, `${NAME} plan`] as const;
  const [line = '', ...lines] = paste.split('\n');
  await screen.answer(WENT_WELL, `${line}${keys.enter}`);
  for (const next of lines) await screen.answer('> ', `${next}${keys.enter}`);
  await screen.answer(WENT_WELL, `${commands[1]}${keys.enter}`);
  for (const [question, ...pressed] of ANSWERS) await screen.answer(question, ...pressed);
  await screen.answer(WENT_WELL, `${commands[2]}${keys.enter}`);
  await screen.answer(WENT_WELL, `exit${keys.enter}`);
  return commands;
}

/** The first of four free ports, with as many digits as the usual ones: lines keep their width. */
async function freePort(): Promise<number> {
  for (let first = FIRST_PORT; first <= LAST_PORT; first += 4) {
    const four = await Promise.all([0, 1, 2, 3].map((step) => isFree(first + step)));
    if (four.every(Boolean)) return first;
  }
  throw new Error(`No four free ports from ${FIRST_PORT} to ${LAST_PORT}.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function pageOf(first: string, second: string, port: number): string {
  const clean = (text: string): string =>
    text
      .replace(`sandbox --port ${port}\n`, 'sandbox\n')
      .replaceAll(WENT_WELL, '$ ')
      .replace(/\$ exit\s*$/, '')
      .trim()
      // What is approved holds the ids that the servers made for this hour.
      .replaceAll(/(?<=-to-[a-z-]+@)[0-9a-f]{16}/g, '0123456789abcdef')
      .replaceAll(/(?<=127\.0\.0\.1:|--port )\d+/g, (own) => String(Number(own) - port + FIRST_PORT));
  return `# The first hour

From an empty folder to a plan, without an account and without reading anything first: four commands, and Enter at most questions.
This page is what two terminals showed; \`node scripts/first-hour.ts\` makes it anew. The command is there after \`npm ci && npm link\` in a checkout, with Node 24.4 or newer (on Linux (x64) it brings its own).

The first terminal:

\`\`\`console
${clean(first)}
\`\`\`

The second one, in the same folder. As the first day it gets 2026-01-01, as the sandbox says: its orders are of that January.

\`\`\`console
${clean(second)}
\`\`\`
`;
}

if (import.meta.main) {
  const { page } = await firstHour();
  writeFileSync(FIRST_HOUR_PAGE, page);
}
