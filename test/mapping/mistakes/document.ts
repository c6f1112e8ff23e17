import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Mistake, Topic } from './corpus.ts';
import { frames } from './frames.ts';

/** Where the corpus is shown to people. */
export const DOCUMENT = path.resolve(import.meta.dirname, '../../../docs/mistakes.md');

/** The document as it stands. */
export const written = (): string => readFileSync(DOCUMENT, 'utf8');

/** The corpus as a page: for every mistake what was written, what the product says, and what to write instead. */
export function document(topics: readonly Topic[]): string {
  const count = topics.reduce((sum, { mistakes }) => sum + mistakes.length, 0);
  const contents = topics.map(({ topic }) => `- [${topic}](#${anchor(topic)})`).join('\n');
  const places = Object.entries(frames).map(([name, { about }]) => `| ${name} | ${about} |`);
  return `# Mistakes in mappings

${count} mistakes that people make, and what the product says of each before anything is written: line and column, a code, a
sentence, and behind the arrow what to do. Lines are counted in the snippet; a place elsewhere has its file in front. The page
is made from \`test/mapping/mistakes/\`, where every one of them is a test; [mapping.md](mapping.md) is the reference.

${contents}

Where a snippet stands:

| | |
| --- | --- |
${places.join('\n')}

${topics.map(section).join('\n')}`;
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

/** The anchor that GitHub gives to a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}
