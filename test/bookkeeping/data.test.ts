import { describe, expect, test } from 'vitest';
import { attempts, knownFailing } from './harness/attempts.ts';
import { type Case, cases, type Fields, readingOf, strayReadings } from './harness/case.ts';
import { noFlowFor } from './harness/flows.ts';
import * as forms from './harness/forms.ts';
import { hasBareRun, isAboutRows } from './harness/judge.ts';
import { strangeFields, strayNevers, unreadNevers } from './harness/never.ts';
import { numberOf, sumOf } from './harness/records/money.ts';
import { linesOf } from './harness/records/orders.ts';

const invoicesOf = (one: Case): readonly Fields[] => one.expect.asperion?.salesinvoiceswithlines ?? [];

/** The other end states of a case that are no wait, in its words. */
const wordsOf = ({ also_fine = [] }: Case): readonly string[] =>
  also_fine.flatMap((fine) => (typeof fine === 'string' ? [fine] : 'waits' in fine ? [] : Object.keys(fine)));

describe('the data of the cases', () => {
  test('has each id once, and readings and prohibitions only for cases that exist', () => {
    const ids = cases.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect([...strayReadings, ...strayNevers]).toEqual([]);
    expect(Object.keys(knownFailing).filter((name) => !attempts.some((attempt) => attempt.name === name))).toEqual([]);
  });

  test.each(cases)('$id: everything that must not happen can be checked', (one) => {
    expect(unreadNevers(one)).toEqual([]);
    expect(strangeFields(one)).toEqual([]);
  });

  test.each([
    ['a key that is none', forms.nevers, { 'BK-I10': { 'a rate': { because: 'the amounts are given', 'or so': '' } } }],
    ['a text that says nothing', forms.nevers, { 'BK-I10': { 'a rate': {} } }],
    ['a run that is none', forms.nevers, { 'BK-B01': { 'changing places': { idle: 'thirty' } } }],
    ['a word for true', forms.readings, { 'BK-O03': { untold: 'yes' } }],
    ['a wait without a person', forms.readings, { 'BK-O03': { fine: [{ says: '', waits: [{ document: '' }] }] } }],
    ['a case without an end', forms.furtherBook, { format: '1', cases: [{ ...cases[0], expect: {} }] }],
    ['a case with a key too many', forms.furtherBook, { format: '1', cases: [{ ...cases[0], because: '' }] }],
  ] as const)('has a form that refuses %s', (_, form, value) => {
    expect(form.safeParse(value).success).toBe(false);
  });

  test.each(cases.filter((one) => noFlowFor(one) === null))('$id: every other end state has been read', (one) => {
    const { fine = [], untold, covered = [] } = readingOf(one);
    const read = new Set([...fine.map(({ says }) => says), ...covered]);
    const unread = wordsOf(one).filter(
      (words) => !read.has(words) && !(untold === 'true' && / without (a|the) notice/.test(` ${words}`)),
    );
    expect(unread).toEqual([]);
  });

  test.each(cases)('$id: says that it waits without its rows exactly when it does', (one) => {
    const isSaid = (one.also_fine ?? []).some((fine) => typeof fine !== 'string' && isAboutRows(fine.waits ?? ''));
    expect(hasBareRun(one)).toBe(isSaid);
  });

  test.each(cases.filter((one) => invoicesOf(one).length > 0))(
    '$id: the expected lines come to the expected totals',
    (one) => {
      for (const invoice of invoicesOf(one)) {
        const sum = (field: string): string =>
          sumOf(linesOf(invoice, 'lines').map((line) => numberOf(line[field]))).toFixed(2);
        const { amountExclVat, vatAmount, amountInclVat } = invoice;
        if (amountExclVat !== undefined) expect(sum('amount')).toBe(amountExclVat);
        if (vatAmount !== undefined) expect(sum('vatAmount')).toBe(vatAmount);
        const total = numberOf(sum('amount')).plus(sum('vatAmount')).toFixed(2);
        if (amountInclVat !== undefined) expect(total).toBe(amountInclVat);
      }
    },
  );

  test('gives each meaning of VAT one code', () => {
    const lines = cases.flatMap((one) => invoicesOf(one).flatMap((invoice) => linesOf(invoice, 'lines')));
    const codes = Map.groupBy(
      lines.filter(({ vat }) => vat !== undefined),
      ({ vat }) => String(vat),
    );
    const several = [...codes].filter(([, own]) => new Set(own.map(({ vatCode }) => vatCode)).size > 1);
    expect(several.map(([meaning]) => meaning)).toEqual([]);
  });
});
