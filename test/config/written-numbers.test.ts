import { describe, expect, test } from 'vitest';
import { isoDay, typeHint, wholeNumber, writtenHint } from '../../src/config/schema/schema-words.ts';

describe('a whole number that somebody wrote', () => {
  test.each([
    ['8.000', '8000'],
    ['1,250,000', '1250000'],
    ['8000,00', '8000'],
    ['1.000,00', '1000'],
    ['10 %', '10'],
    ['2,', '2'],
    ['08', '08'],
  ])('is read from %s', (written, whole) => {
    expect(wholeNumber(written)).toBe(whole);
  });

  test.each(['0,125', '0.125', '00.125', '1.25', '2,5', '12.50', '1.2345', '1,250.125', 'two', ''])(
    'is not read from "%s"',
    (written) => {
      expect(wholeNumber(written)).toBeNull();
      expect(typeHint('number', written)).toBeUndefined();
    },
  );
});

describe('a day that somebody wrote', () => {
  test.each([
    ['1-12-2026', '2026-12-01'],
    ['31/12/2026', '2026-12-31'],
    ['2026/12/1', '2026-12-01'],
  ])('is read from %s', (written, day) => {
    expect(isoDay(written)).toBe(day);
    expect(writtenHint(written)).toBe(`Write ${day}.`);
  });

  test.each(['12/31/2026', '2026-31-12', '0-1-2026', '32-1-2026', '1-13-2026', '29/2/2027'])(
    'is not invented from %s',
    (written) => {
      expect(isoDay(written)).toBeNull();
      expect(writtenHint(written)).toBeUndefined();
    },
  );

  test('that its month does not have is told to be none', () => {
    expect(isoDay('2026-02-30')).toBeNull();
    expect(writtenHint('2026-02-30')).toBe('That month has no such day.');
  });
});
