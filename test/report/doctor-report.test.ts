import { describe, expect, test } from 'vitest';
import {
  doctorHeadline,
  type Finding,
  findingAnnotations,
  findingLines,
  findingsPage,
} from '../../src/report/doctor-report.ts';
import { markdown } from '../../src/report/page/markdown.ts';

const at = { file: 'mappings/tables/vat-codes.yml', line: 15, column: 8 };
const findings: readonly Finding[] = [
  { check: 'credentials', level: 'ok', says: 'Asperion accepts the token.' },
  { check: 'codes', level: 'error', says: 'Asperion has no VAT code "VX".', fix: 'Correct it.', at },
  { check: 'clock', level: 'warning', says: 'It is ahead.', fix: 'Set it.' },
  { check: 'environment', level: 'not-checked', says: 'It is not known.' },
];

describe('the list', () => {
  test('has signs on a terminal and words elsewhere, with the place and what to do', () => {
    expect(findingLines(findings, true).map((line) => line[0])).toEqual(['✓', '✗', '!', '·']);
    expect(findingLines(findings, false)).toEqual([
      'ok          credentials    Asperion accepts the token.',
      'error       codes          mappings/tables/vat-codes.yml:15:8 Asperion has no VAT code "VX". What to do: Correct it.',
      'warning     clock          It is ahead. What to do: Set it.',
      'not checked environment    It is not known.',
    ]);
  });

  test('ends in one sentence', () => {
    expect(doctorHeadline(findings)).toBe('A sync would not work yet: 1 error, 1 warning, 1 ok, 1 not checked.');
    expect(doctorHeadline(findings.slice(2))).toBe('A sync works: 0 errors, 1 warning, 0 ok, 1 not checked.');
    expect(doctorHeadline(findings.slice(0, 1))).toBe('All is well: 0 errors, 0 warnings, 1 ok, 0 not checked.');
  });

  test('is a table in the summary, with what is wrong on top and nothing that is markup', () => {
    const odd: Finding = { check: 'codes', level: 'error', says: 'A | B <b>', fix: 'C' };
    const rows = markdown(findingsPage([...findings, odd]))
      .split('\n')
      .filter((line) => line.startsWith('| '));
    expect(rows.map((row) => row.split(' | ')[0])).toEqual([
      '| Result',
      '| ---',
      '| error',
      '| error',
      '| warning',
      '| not checked',
      '| ok',
    ]);
    expect(rows[3]).toContain('A \\| B &lt;b>');
  });
});

describe('the annotations', () => {
  test('mark the lines of files, and name what is wrong elsewhere', () => {
    expect(findingAnnotations(findings)).toEqual({
      shown: [
        { level: 'error', title: 'codes', message: 'Asperion has no VAT code "VX". What to do: Correct it.', at },
        { level: 'warning', title: 'clock', message: 'It is ahead. What to do: Set it.', at: null },
      ],
      more: 0,
    });
  });

  test('are all given where there is a line, ten elsewhere; the rest is counted', () => {
    const many = Array.from({ length: 12 }, (): Finding => ({ check: 'x', level: 'error', says: 'No.', fix: 'Yes.' }));
    expect(findingAnnotations(many)).toMatchObject({ shown: { length: 10 }, more: 2 });
    expect(findingAnnotations(many.map((one) => ({ ...one, at })))).toMatchObject({ shown: { length: 12 }, more: 0 });
  });
});
