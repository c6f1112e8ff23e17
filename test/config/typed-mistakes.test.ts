import { describe, expect, test } from 'vitest';
import { readFiles, saidOf, typedMistakes } from './typed-mistakes.ts';

describe('a mistake that somebody types is answered by one message with file, line and fix', () => {
  test.each(typedMistakes.map((mistake) => [mistake.mistake, mistake] as const))('%s', (_, mistake) => {
    expect(mistake.says).toMatch(/^[\w./-]+\.ya?ml:\d+:\d+ [A-Z_]+ [^\n]+[.…] → [^\n]+$/i);
    expect(saidOf(mistake)).toBe(mistake.says);
  });
});

describe('what looks like such a mistake and is none is read', () => {
  test.each(readFiles.map((one) => [one.file, one] as const))('%s', (_, { file, ...change }) => {
    expect(saidOf({ mistake: file, says: '', ...change })).toBe('');
  });
});

test.each(['example', 'own'] as const)('the folder that mistakes are made in is right itself: %s', (place) => {
  expect(saidOf({ mistake: 'none', in: place, says: '' })).toBe('');
});
