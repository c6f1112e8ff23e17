import type { EventLine, RunLine } from '../../src/activity/format.ts';
import { eventLine, flowLine, runLine } from './logs.ts';

const CUSTOMERS = 'customers.exact-online-to-asperion';
const BACK = 'customers.asperion-to-exact-online';
const PRODUCTS = 'products.asperion-to-exact-online';
const ORDERS = 'orders.exact-online-to-asperion';

/** Four runs on three days of an invented company. */
export function threeDays(): readonly (readonly [RunLine, readonly EventLine[]])[] {
  return [first(), second(), failed(), last()];
}

const november = { flow: ORDERS, year: 2026, period: 11 } as const;
const booked = { ...november, vatCode: 'VH21', documents: 1 } as const;

/** The eleventh hour of a Dutch day, at some second. */
const at = (day: number, second: number): string => `2026-11-${day}T10:17:${String(second).padStart(2, '0')}Z`;
const on = (day: number): Partial<RunLine> => ({ startedAt: at(day, 0), finishedAt: at(day, 30) });

function first(): [RunLine, EventLine[]] {
  const run = runLine({
    ...on(25),
    run: '1-1',
    flows: [flowLine({ failed: 1, waiting: 1 }), flowLine({ flow: PRODUCTS, created: 1 })],
  });
  return [
    { ...run, waiting: [{ flow: CUSTOMERS, code: 'AMBIGUOUS', count: 1 }] },
    [
      eventLine({ at: at(25, 5), target: null, action: 'waits', code: 'AMBIGUOUS' }),
      eventLine({ at: at(25, 9), flow: PRODUCTS, step: 'item', reference: 'KOF-1004', target: 'KOF-1004' }),
    ],
  ];
}

function second(): [RunLine, EventLine[]] {
  return [
    runLine({
      ...on(26),
      run: '2-1',
      result: 'waiting',
      flows: [flowLine({ created: 1 }), flowLine({ flow: ORDERS, waiting: 1 })],
      waiting: [{ flow: ORDERS, code: 'UNMAPPED_KEY', count: 1 }],
      booked: [{ ...booked, documents: 2, amount: '0.30', vat: '0.06' }],
      bookedDocuments: [{ ...november, documents: 2 }],
    }),
    [
      eventLine({ at: at(26, 5), fields: ['name', 'city'], through: '5001' }),
      eventLine({ at: at(26, 7), flow: ORDERS, step: 'invoice', reference: '5001', target: '26001' }),
    ],
  ];
}

function failed(): [RunLine, EventLine[]] {
  const flows = [flowLine({ flow: ORDERS, status: 'stopped', code: 'UNREACHABLE', waiting: 1 })];
  const waiting = [{ flow: ORDERS, code: 'UNMAPPED_KEY', count: 1 }];
  const times = { startedAt: '2026-11-26T11:17:00Z', finishedAt: '2026-11-26T11:20:00Z' };
  return [runLine({ ...times, run: '3-1', result: 'red', flows, waiting }), []];
}

function last(): [RunLine, EventLine[]] {
  return [
    runLine({
      ...on(27),
      run: '4-1',
      page: 'https://github.com/koffiehuis/books/actions/runs/4/attempts/1',
      result: 'waiting',
      flows: [flowLine({ flow: BACK }), flowLine({ flow: ORDERS, created: 1, waiting: 2 })],
      waiting: [{ flow: ORDERS, code: 'UNMAPPED_KEY', count: 2 }],
      booked: [
        { ...booked, amount: '1234.30', vat: '259.21' },
        { ...booked, vatCode: 'VL9', amount: '0.20', vat: null },
      ],
      // One document with both codes.
      bookedDocuments: [{ ...november, documents: 1 }],
    }),
    [
      eventLine({
        at: at(27, 5),
        flow: BACK,
        step: 'account',
        reference: '10042',
        target: '20001',
        action: 'updated',
        fields: ['city'],
      }),
      eventLine({
        at: at(27, 7),
        flow: ORDERS,
        step: 'invoice',
        reference: '5002',
        target: null,
        action: 'waits',
        code: 'UNMAPPED_KEY',
      }),
      eventLine({
        at: at(27, 8),
        flow: ORDERS,
        step: 'invoice',
        reference: '<img src=x onerror=alert(1)>',
        target: null,
        action: 'failed',
      }),
    ],
  ];
}
