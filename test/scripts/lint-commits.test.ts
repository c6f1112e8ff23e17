import { describe, expect, test } from 'vitest';
import { faultsOf } from '../../scripts/lint-commits.ts';

describe('the message of a commit', () => {
  test('is what the commit does in one line, and why below it', () => {
    expect(faultsOf('Read the book year from the day that is booked')).toEqual([]);
    expect(faultsOf('Read the book year from the day\n\nIt was that of the run.\n')).toEqual([]);
  });

  test.each([
    [`Read ${'x'.repeat(68)}`, /73 characters/],
    ['The book year is read from the day', /verb/],
    ['reads the book year', /verb/],
    ['Read the book year.', /full stop/],
    ['Read the book year\nof the day', /second line/],
  ])('is refused: %j', (message, fault) => {
    expect(faultsOf(message)).toEqual([expect.stringMatching(fault)]);
  });
});
