import { attempts, verdictFor } from './attempts.ts';
import { type Case, cases } from './case.ts';
import { kindsOf, noFlowFor } from './flows.ts';
import { hasBareRun } from './judge.ts';

const MARKS = /(<!-- cases: [^\n]*-->\n)[\s\S]*?(<!-- \/cases -->)/;

/** A document with its table of cases made anew. */
export async function withTable(document: string): Promise<string> {
  const table = await tableOfCases();
  return document.replace(MARKS, (_, begin: string, end: string) => `${begin}\n${table}\n\n${end}`);
}

async function tableOfCases(): Promise<string> {
  const rows = await Promise.all(
    cases.map(
      async (one) => `| ${one.id} | ${cell(one.title)} | ${kindsOf(one).join(', ')} | ${cell(await resultOf(one))} |`,
    ),
  );
  return ['| case | title | flow | result |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

const WORDS = {
  booked: 'booked',
  waits: 'waits',
  told: 'told',
  nothing: 'nothing to book',
  wrong: '**open**',
} as const;

async function resultOf(one: Case): Promise<string> {
  const reason = noFlowFor(one);
  const disputed = one.sure === 'no' ? '; disputed' : '';
  if (reason !== null) return `no flow: ${reason.replace(/\.$/, '')}${disputed}`;
  const own = attempts.filter((attempt) => attempt.one === one);
  const all = await Promise.all(own.map(verdictFor));
  const worst = all.find(({ result }) => result === 'wrong') ?? all[0];
  const rows = worst?.result === 'booked' && hasBareRun(one) ? '; without its rows it waits' : '';
  return `${WORDS[worst?.result ?? 'wrong']}${rows}${disputed}`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|');
