import { expect, test } from 'vitest';
import { mergedPage } from '../../../src/report/merge/merged-page.ts';
import { readReport } from '../../../src/report/merge/report-schema.ts';
import { markdown } from '../../../src/report/page/markdown.ts';
import { readerOf } from '../../../src/report/reader.ts';
import type { DifferenceReport } from '../../../src/report/verified-report.ts';
import { deadLetter, difference, failed, reportWith } from '../reports.ts';

const error = {
  code: 'GAVE_UP',
  message: 'It kept failing.',
  hint: 'Wait.',
  outage: { system: 'asperion', why: '503' },
};
const at = { file: 'mappings/tables/vat-codes.yml', line: 1, column: 1 };
const rest = { reason: 'token', began: true, done: 3, left: 4, minutes: 5 } as const;
const kinds = { missing: 1, differs: 0, ambiguous: 0, only: 0, failed: 0 };
const numbers = { compared: 2, equal: 1, ...kinds, isNew: 1 };
const booked = {
  ...{ documents: 1, amount: '12.50', vat: null, withVat: null, vatComputedBy: null, unknown: 0 },
  ...{ year: 2026, period: 1, quarter: null },
};
const { flows } = reportWith({
  deadLetters: [deadLetter('1', { at, advice: { cause: 'A row is missing.', action: 'Add it.' } })],
  failures: [failed('2')],
  bookedTotals: [booked],
  waitingMoney: { documents: 1, amount: '12.50', unknown: 0 },
});
const resting = reportWith({ rest }).flows;
const comparing = reportWith({
  verified: {
    ...{ target: 'Asperion', at, ...numbers },
    bySteps: [{ ...kinds, step: 'invoice', of: { system: 'asperion', resource: 'salesinvoiceswithlines' }, equal: 1 }],
  },
  differences: [difference('3', { at }) as DifferenceReport],
});
const report = {
  ...reportWith({ status: 'stopped', error }, { administration: 'noord' }),
  errors: [error],
  alarm: {
    ...{ isRed: true, why: ['outage'], tells: [], answering: ['asperion'], isWellAgain: false, isGood: false },
    ...{ remindsOn: '2026-12-08' },
    outages: [{ system: 'asperion', why: '503', message: 'No.', since: '2026-12-01T08:00:00.000Z', isYoung: false }],
  },
};
const whole = { ...report, flows: [...report.flows, ...flows, ...resting, ...comparing.flows] };

type Path = readonly (string | number)[];

/** The paths of everything within a value. */
function pathsIn(value: unknown): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => [[key], ...pathsIn(Reflect.get(value, key)).map((path) => [key, ...path])]);
}

/** A copy without what stands there, or with something else in its place. */
function damaged(path: Path, other: unknown): unknown {
  const copy = structuredClone<unknown>(whole);
  const parent = path.slice(0, -1).reduce<unknown>((value, key) => Reflect.get(value as object, key), copy) as object;
  const last = path.at(-1) ?? '';
  if (other === undefined) Reflect.deleteProperty(parent, last);
  else Reflect.set(parent, last, other);
  return copy;
}

test('a whole report is read as it was written', () => {
  expect(readReport(JSON.stringify(whole))).toEqual({ administration: 'noord', report: whole });
  expect(readReport(JSON.stringify(reportWith({}, { administration: 'zuid' })))?.report).not.toBeNull();
});

test('what is not JSON, or does not say whose it is, is no report', () => {
  for (const text of ['', 'null', '{}', '[]', '{"administration":', '{"administration":1}']) {
    expect(readReport(text)).toBeNull();
  }
});

test('whatever is missing or wrong in a report, it is damaged or can be told', () => {
  const reader = readerOf('en', {});
  let taken = 0;
  for (const path of pathsIn(whole)) {
    for (const other of [undefined, {}, 'x', null]) {
      const read = readReport(JSON.stringify(damaged(path, other)));
      if (read === null || read.report === null) continue;
      taken += 1;
      const page = markdown(
        mergedPage({ version: '', administrations: [{ name: 'noord', report: read.report }] }, reader),
      );
      expect(page, path.join('.')).not.toMatch(/undefined|NaN|Invalid Date|\[object/);
    }
  }
  expect(taken).toBeGreaterThan(50);
});
