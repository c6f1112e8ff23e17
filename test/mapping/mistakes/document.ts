import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Mistake, Topic } from './corpus.ts';
import { frames } from './frames.ts';

/** Where the corpus is shown to people. */
export const DOCUMENT = path.resolve(import.meta.dirname, '../../../docs/mistakes.md');

/** The document as it stands. */
export const written = (): string => readFileSync(DOCUMENT, 'utf8');

/** The common mistakes as a page: for each what was written, what the product says, and what to write instead. */
export function document(topics: readonly Topic[]): string {
  const count = topics.reduce((sum, { mistakes }) => sum + mistakes.length, 0);
  const shown = topics
    .map((topic) => ({ ...topic, mistakes: topic.mistakes.filter(({ common }) => common) }))
    .filter(({ mistakes }) => mistakes.length > 0);
  const used = new Set(shown.flatMap(({ mistakes }) => mistakes.map(({ in: place }) => place)));
  const places = Object.entries(frames).flatMap(([name, { about }]) =>
    used.has(name) ? [`| ${name} | ${about} |`] : [],
  );
  return `# Mistakes in mappings

Thirty common mistakes, and what the product says of each before anything is written: line and column, a code, a
sentence, and behind the arrow what to do. Lines are counted in the snippet. \`npm run generate\` makes the page from
[test/mapping/mistakes/](../test/mapping/mistakes), where all ${count} mistakes are, each with a test;
[mapping.md](mapping.md) is the reference.

Where a snippet is:

| | |
| --- | --- |
${places.join('\n')}

${shown.map(section).join('\n')}`;
}

function section({ topic, about, mistakes }: Topic): string {
  return `## ${topic}\n\n${about.trim()}\n\n${mistakes.map(entry).join('\n')}`;
}

function entry({ mistake, in: place, wrong, beside, says, right }: Mistake): string {
  const others = Object.entries(beside ?? {}).map(([file, text]) => `Beside it, ${file}:\n\n${fence('yaml', text)}\n`);
  const instead = right === undefined ? '' : `\nInstead:\n\n${fence('yaml', right)}`;
  return `### ${mistake}\n\nIn *${place}*:\n\n${fence('yaml', wrong)}\n${others.join('')}${fence('text', says)}${instead}`;
}

const fence = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`;
