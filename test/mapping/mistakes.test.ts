import { describe, expect, test } from 'vitest';
import { ConfigErrors } from '../../src/errors/errors.ts';
import { referenceOf } from '../../src/errors/reference-links.ts';
import { describeError } from '../../src/report/describe-error.ts';
import { problemsOf, readCorpus, told } from './mistakes/corpus.ts';
import { document, written } from './mistakes/document.ts';

const corpus = readCorpus();

describe.each(corpus.map((topic) => [topic.topic, topic.mistakes] as const))('%s', (_, mistakes) => {
  test.each(mistakes.map((mistake) => [mistake.mistake, mistake] as const))('%s', (_title, mistake) => {
    const problems = problemsOf(mistake, mistake.wrong);
    expect(told(mistake, mistake.wrong, problems)).toBe(mistake.says);

    const lines = describeError(new ConfigErrors(problems), false);
    expect(lines).toHaveLength(problems.length);
    expect(problems.length).toBeGreaterThan(0);
    for (const [position, { code, at }] of problems.entries()) {
      expect(code).toMatch(/^[A-Z][A-Z_]+$/);
      // One line of the log, with its place and the part of the reference that explains it; never a stack.
      expect(lines[position]).toMatch(new RegExp(`^${code} ${at?.file}:${at?.line}:${at?.column} [^\\n]+$`));
      expect(lines[position]).toContain(`See ${referenceOf(code, at?.file ?? '')}`);
      expect(lines[position]).not.toMatch(/\bat .*\.ts\b|node_modules|undefined|\[object/);
    }

    if (mistake.right !== undefined)
      expect(told(mistake, mistake.right, problemsOf(mistake, mistake.right))).toBe('\n');
  });
});

test('the corpus holds at least 150 mistakes, no two of them the same', () => {
  const all = corpus.flatMap(({ mistakes }) => mistakes);
  expect(all.length).toBeGreaterThanOrEqual(150);
  expect(new Set(all.map(({ in: place, wrong, beside }) => JSON.stringify([place, wrong, beside]))).size).toBe(
    all.length,
  );
  expect(new Set(all.map(({ mistake }) => mistake)).size).toBe(all.length);
});

test('docs/mistakes.md is what `npm run generate` makes of the thirty common mistakes', () => {
  expect(corpus.flatMap(({ mistakes }) => mistakes.filter(({ common }) => common))).toHaveLength(30);
  expect(written()).toBe(document(corpus));
});
