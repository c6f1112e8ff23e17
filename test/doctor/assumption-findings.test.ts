import { describe, expect, test } from 'vitest';
import type { Premise } from '../../src/assumptions/premises.ts';
import { findingsOf } from '../../src/doctor/assumptions.ts';
import type { AssumptionResult } from '../../src/state/assumptions.ts';
import type { Assumption } from '../../src/systems/assumption.ts';

const assumption = (per: Assumption['per']): Assumption => ({
  id: 'counts',
  says: 'Lists are counted.',
  how: 'By a page.',
  per,
  uses: ['searches'],
  weight: 'stops',
  tested: 'run',
  settings: [],
});

/** What the doctor says of an assumption that was tested on some subjects. */
function said(
  of: Assumption,
  subjects: readonly Premise['subject'][],
  result: Partial<AssumptionResult> = {},
): string[] {
  const tested = subjects.map((subject, index) => ({
    premise: {
      name: 'counts',
      system: 'asperion',
      assumption: of,
      subject,
      flows: new Set<string>(),
      basis: '',
    } as const,
    result: {
      result: 'confirmed',
      says: `Reason ${index + 1}.`,
      line: null,
      basis: '',
      testedAt: '',
      ...result,
    } as const,
  }));
  return findingsOf(tested).map(({ says }) => says);
}

describe('an assumption that was confirmed', () => {
  test('is reported without a subject when it is about the system as a whole', () => {
    expect(said(assumption('system'), [{ resource: '', fields: [] }])).toEqual(['Asperion: Lists are counted.']);
  });

  test('is reported with its resources when it is tested once for each', () => {
    const subjects = ['debtors', 'articles'].map((resource) => ({ resource, fields: ['name'] }));
    expect(said(assumption('resource'), subjects)).toEqual([
      'Asperion: Lists are counted. Confirmed for debtors; articles.',
    ]);
  });

  test.each([
    [3, 'debtors.f1, f2, f3'],
    [4, 'debtors (4 fields)'],
  ])('is told with up to three fields by name, so %i are: %s', (count, words) => {
    const subjects = Array.from({ length: count }, (_, index) => ({ resource: 'debtors', fields: [`f${index + 1}`] }));
    expect(said(assumption('field'), subjects)).toEqual([`Asperion: Lists are counted. Confirmed for ${words}.`]);
  });
});

test.each([
  [4, 'Reason 1. Reason 2. Reason 3. Reason 4.'],
  [5, 'Reason 1. Reason 2. Reason 3. Reason 4. And 1 more like this.'],
])('of %i reasons why it could not be tested four are told', (count, words) => {
  const subjects = Array.from({ length: count }, (_, index) => ({ resource: 'debtors', fields: [`f${index}`] }));
  expect(said(assumption('field'), subjects, { result: 'untestable' })).toEqual([
    `Asperion: Lists are counted. ${words}`,
  ]);
});
