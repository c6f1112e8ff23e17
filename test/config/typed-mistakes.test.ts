import { describe, expect, test } from 'vitest';
import { saidOf, typedMistakes } from './typed-mistakes.ts';

describe('a mistake that somebody types is answered by one message with file, line and fix', () => {
  test.each(typedMistakes.map((mistake) => [mistake.mistake, mistake] as const))('%s', (_, mistake) => {
    expect(mistake.says).toMatch(/^[\w./-]+\.ya?ml:\d+:\d+ [A-Z_]+ [^\n]+[.…] → [^\n]+$/i);
    expect(saidOf(mistake)).toBe(mistake.says);
  });
});

test('there are thirty of them and more, in both kinds of folders', () => {
  expect(new Set(typedMistakes.map(({ mistake }) => mistake)).size).toBe(typedMistakes.length);
  expect(typedMistakes.filter((mistake) => mistake.in === 'example').length).toBeGreaterThanOrEqual(30);
  expect(typedMistakes.filter((mistake) => mistake.in === 'own').length).toBeGreaterThanOrEqual(10);
});

test.each(['example', 'own'] as const)('the folder that mistakes are made in is right itself: %s', (place) => {
  expect(saidOf({ mistake: 'none', in: place, says: '' })).toBe('');
});
