import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { reportBooked } from '../../src/plan/booked.ts';
import { bookedChart, bookedSection } from '../../src/report/booked.ts';
import { markdown } from '../../src/report/page/markdown.ts';
import { readerOf } from '../../src/report/reader.ts';
import { runPage } from '../../src/report/run/summary.ts';
import { en } from '../../src/report/words/en.ts';
import type { Booked, BookedSum } from '../../src/sync/money/booked.ts';
import { reportWith } from './reports.ts';

const sum = (amount: string, more: Partial<BookedSum> = {}): BookedSum => ({
  documents: 1,
  amount: new Big(amount),
  vat: new Big(0),
  sent: 0,
  computed: 0,
  unknown: 0,
  ...more,
});

const booked: Booked = {
  rows: [
    { year: 2026, period: 3, vatCode: 'VH', ...sum('1240', { vat: new Big('260.40'), sent: 2, documents: 2 }) },
    { year: 2026, period: 3, vatCode: 'VL', ...sum('10', { computed: 1 }) },
    { year: 2026, period: 3, vatCode: null, ...sum('5', { vat: new Big(1), sent: 1, unknown: 1 }) },
  ],
  periods: [{ year: 2026, period: 3, quarter: null, ...sum('1255', { computed: 2, sent: 3, documents: 2 }) }],
  quarters: [{ year: null, period: null, quarter: '2026-Q1', ...sum('1255', { computed: 2, sent: 3, documents: 2 }) }],
};

describe('what is booked', () => {
  test('is shown in a table per flow, each period by VAT code, then the quarters by date', () => {
    const page = bookedSection(
      'What will be booked',
      [
        { flow: 'orders', ...reportBooked(booked, 'asperion') },
        { flow: 'customers', ...reportBooked(null, 'asperion') },
      ],
      en,
    );
    expect(markdown(page)).toBe(`### What will be booked

**orders**

| Year | Period | VAT code | Documents | Without VAT | VAT | With VAT |
| --- | --- | --- | ---: | ---: | ---: | ---: |
| 2026 | 3 | VH | 2 | € 1,240.00 | € 260.40 | € 1,500.40 |
| 2026 | 3 | VL | 1 | € 10.00 | VAT computed by Asperion | – |
| 2026 | 3 | none | 1 | € 5.00 + 1 line not known | € 1.00 | – |
| 2026 | 3 | **all** | 2 | € 1,255.00 | € 0.00 + VAT computed by Asperion | – |
| Dated in 2026 Q1 |  | **all** | 2 | € 1,255.00 | € 0.00 + VAT computed by Asperion | – |
`);
  });

  test('is drawn as a pie of eight pieces at most, the smallest as one', () => {
    const codes = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'];
    const drawn = (some: readonly string[]): string => {
      const rows = some.map((vatCode, place) => ({ year: 2026, period: 3, vatCode, ...sum(`${90 - 10 * place}`) }));
      return markdown(bookedChart([reportBooked({ ...booked, rows }, 'asperion')], en));
    };
    expect(drawn(codes).match(/"\w+" : .*/g)).toEqual([
      '"A" : 90.00',
      '"B" : 80.00',
      '"C" : 70.00',
      '"D" : 60.00',
      '"E" : 50.00',
      '"F" : 40.00',
      '"G" : 30.00',
      '"others" : 30.00',
    ]);
    expect(drawn(codes.slice(1)).match(/"\w+" : .*/g)).toHaveLength(8);
    expect(drawn(['A']).trim()).toBe('');
  });

  test('says that the target computes the VAT instead of showing none', () => {
    const [, computed] = reportBooked(booked, 'asperion').booked;
    expect(computed).toMatchObject({
      vatCode: 'VL',
      amount: '10.00',
      vat: null,
      withVat: null,
      vatComputedBy: 'Asperion',
    });
  });

  test('is shown in the summary of a run that booked documents, and nowhere else', () => {
    const title = 'What was booked in this run';
    expect(markdown(runPage(reportWith(), readerOf('en', {})))).not.toContain(title);
    expect(markdown(runPage(reportWith(reportBooked(booked, 'asperion')), readerOf('en', {})))).toContain(title);
  });

  test('is told apart from what was there already and was linked', () => {
    const page = markdown(runPage(reportWith({ linked: reportBooked(booked, 'asperion') }), readerOf('nl', {})));
    expect(page).toContain('Gekoppeld: 2 documenten die er al stonden, € 1.255,00 (exclusief btw).');
    expect(page).toContain('### Wat al geboekt was en in deze run is gekoppeld');
    expect(page).not.toContain('### Wat in deze run is geboekt');
  });
});
