/**
 * Writes the generated parts of docs/troubleshooting.md: the codes with what they mean and what to do, and what the systems say when
 * they refuse a record:
 *
 *     node scripts/troubleshooting-page.ts
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ErrorCode, type ErrorFacts, errorCodes, isErrorCode } from '../src/errors/codes.ts';
import { meaningOf } from '../src/errors/meanings/meanings.ts';
import { code, head, row } from '../src/report/page/markdown.ts';
import type { KnownMessage } from '../src/systems/known-message.ts';
import { factsOf, systemNames, titleOf } from '../src/systems/registry.ts';
import { withParts } from './generated-parts.ts';

/** Where the page is. */
export const TROUBLESHOOTING_PAGE = join(import.meta.dirname, '..', 'docs', 'troubleshooting.md');

/** The groups of codes under their headings. Each code is in the first group that takes it. */
const GROUPS: readonly (readonly [title: string, takes: (facts: ErrorFacts) => boolean])[] = [
  [
    'A record waits, the others go on',
    ({ class: of, advice }) => of === 'record' || (of === 'config' && advice !== undefined),
  ],
  ['A login or a right', ({ class: of }) => of === 'access'],
  ['A system does not answer as it should', ({ class: of }) => of === 'transient'],
  ['The saved state', ({ class: of }) => of === 'state'],
  ['A file of the mappings', ({ class: of, part }) => of === 'config' && part !== undefined],
  ['The workflow, the command line, or a flow that a person must look at', ({ class: of }) => of === 'config'],
  ['The program itself', () => true],
];

/** The generated parts by the name in their marks. */
const PARTS: Readonly<Record<string, () => string>> = { codes: codeTables, messages: messageTables };

/** The page with its generated parts made anew. */
export const troubleshootingPage = (page: string): string => withParts(page, PARTS);

function codeTables(): string {
  const codes = Object.keys(errorCodes).filter(isErrorCode);
  const byGroup = Map.groupBy(codes, (one) => GROUPS.findIndex(([, takes]) => takes(errorCodes[one])));
  return GROUPS.map(([title], index) =>
    [
      `### ${title}`,
      '',
      ...head(['code', 'what happened', 'what to do'], 0),
      ...(byGroup.get(index) ?? []).map(codeRow),
    ].join('\n'),
  ).join('\n\n');
}

function codeRow(name: ErrorCode): string {
  const { means, todo } = meaningOf(name);
  const { part }: ErrorFacts = errorCodes[name];
  return row([part === undefined ? code(name) : `[${code(name)}](mapping.md#${part})`, cell(means), cell(todo)]);
}

function messageTables(): string {
  const tables = systemNames().flatMap((system) => {
    const rows = (factsOf(system).messages ?? []).map(messageRow);
    return rows.length === 0
      ? []
      : [[...head([`${titleOf(system)} says`, 'cause', 'what to do', 'where'], 0), ...rows].join('\n')];
  });
  return tables.join('\n\n');
}

function messageRow({ says, cause, fix, menu, isInferred }: KnownMessage): string {
  const words = says.map(code).join(', ');
  return row([
    isInferred === true ? `${words} (inferred)` : words,
    cell(cause.en),
    cell(fix.en),
    menu === undefined ? '' : cell(menu.en),
  ]);
}

/** A text of the product, which may have code in it. */
const cell = (text: string): string => text.replaceAll('|', '\\|');

if (import.meta.main) {
  const page = await readFile(TROUBLESHOOTING_PAGE, 'utf8');
  await writeFile(TROUBLESHOOTING_PAGE, troubleshootingPage(page));
}
