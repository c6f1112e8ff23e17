import type { EventLine, RunLine } from '../../src/activity/format.ts';
import { eventLine, flowLine, runLine } from './logs.ts';

const CUSTOMERS = 'customers.exact-online-to-asperion';
const ORDERS = 'orders.exact-online-to-asperion';
const PRODUCTS = 'products.asperion-to-exact-online';
const CAUSES = ['UNMAPPED_KEY', 'AMBIGUOUS', 'RELATED_MISSING', 'BAD_VALUE'] as const;
const HOUR_MS = 3_600_000;

/** How much of an invented company's life. */
export interface Years {
  readonly runs: number;
  readonly eventsPerRun: number;
  readonly everyHours: number;
  readonly until: string;
}

/** Many runs of an invented company with their events, the same each time. The last run ends close to `until`. */
export function* years({ runs, eventsPerRun, everyHours, until }: Years): Generator<[RunLine, EventLine[]]> {
  const draw = numbers(7);
  const first = Date.parse(until) - runs * everyHours * HOUR_MS;
  const waiting = new Map<string, number>();
  for (let number = 0; number < runs; number++) {
    const startedAt = first + number * everyHours * HOUR_MS;
    const seconds = 8 + draw(20) + eventsPerRun / 4 + (draw(40) === 0 ? 300 : 0);
    const events = Array.from({ length: eventsPerRun === 0 ? 0 : 1 + draw(eventsPerRun * 2 - 1) }, (_, place) =>
      eventOf(draw, startedAt + Math.round(((place + 1) / (eventsPerRun * 2)) * seconds * 1000)),
    );
    if (draw(12) === 0) waiting.set(CAUSES[draw(CAUSES.length)] ?? '', draw(6));
    yield [runOf({ number, startedAt, seconds, draw, waiting }, events), events];
  }
}

type Draw = (below: number) => number;

function eventOf(draw: Draw, at: number): EventLine {
  const kind = draw(10);
  const common = { at: new Date(at).toISOString() };
  const isNew = draw(4) === 0;
  const code = draw(30) === 0 ? (CAUSES[draw(CAUSES.length)] ?? null) : null;
  const action: EventLine['action'] = code !== null ? 'waits' : isNew ? 'created' : 'updated';
  const fields = action === 'updated' ? FIELDS[draw(FIELDS.length)] : undefined;
  const what = { ...common, action, code, fields: [...(fields ?? [])] };
  if (kind < 5) {
    const place = draw(90_000);
    const target = code === null ? String(10_000 + place) : null;
    return eventLine({ ...what, reference: String(200_000 + place), target });
  }
  if (kind < 8) {
    const place = draw(200_000);
    const order = { flow: ORDERS, step: 'invoice', reference: `EO-${300_000 + place}` };
    return eventLine({ ...what, ...order, target: code === null ? `2026${place}` : null });
  }
  const article = `KOF-${draw(9000)}`;
  return eventLine({ ...what, flow: PRODUCTS, step: 'item', reference: article, target: article });
}

const FIELDS = [['name'], ['address', 'postalCode', 'city'], ['email'], ['salesPrice'], ['name', 'vatNumber']] as const;

interface RunFacts {
  readonly number: number;
  readonly startedAt: number;
  readonly seconds: number;
  readonly draw: Draw;
  readonly waiting: ReadonlyMap<string, number>;
}

function runOf({ number, startedAt, seconds, draw, waiting }: RunFacts, events: readonly EventLine[]): RunLine {
  const id = 19_000_000_000 + number * 3517;
  const isRed = draw(60) === 0;
  const still = [...waiting].flatMap(([code, count]) => (count > 0 ? [{ flow: ORDERS, code, count }] : []));
  const flows = [CUSTOMERS, PRODUCTS, ORDERS].map((flow) => {
    const own = events.filter((event) => event.flow === flow);
    const numberOf = (action: string): number => own.filter((event) => event.action === action).length;
    return flowLine({
      flow,
      created: numberOf('created'),
      updated: numberOf('updated'),
      unchanged: draw(20),
      failed: numberOf('waits'),
      waiting: flow === ORDERS ? still.reduce((all, { count }) => all + count, 0) : 0,
      ...(isRed && flow === ORDERS ? { status: 'stopped', code: 'UNREACHABLE' } : {}),
    });
  });
  return runLine({
    run: `${id}-1`,
    page: `https://github.com/koffiehuis/books/actions/runs/${id}/attempts/1`,
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: new Date(startedAt + seconds * 1000).toISOString(),
    config: '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
    result: isRed ? 'red' : still.length > 0 ? 'waiting' : 'ok',
    calls: { 'exact-online': 4 + Math.ceil(events.length / 3), asperion: 3 + events.length },
    flows,
    waiting: still,
    ...bookedOf(startedAt, draw),
  });
}

function bookedOf(startedAt: number, draw: Draw): Pick<RunLine, 'booked' | 'bookedDocuments'> {
  const at = new Date(startedAt);
  const place = { flow: ORDERS, year: at.getUTCFullYear(), period: at.getUTCMonth() + 1 };
  const booked = [
    ['VH21', 21],
    ['VL9', 9],
    ['ICP', 0],
  ].flatMap(([code, rate]) => {
    const documents = draw(code === 'ICP' ? 2 : 5);
    if (documents === 0) return [];
    const cents = documents * (900 + draw(40_000));
    const vat = Math.round((cents * Number(rate)) / 100);
    const text = (amount: number): string => `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
    return [{ ...place, vatCode: String(code), documents, amount: text(cents), vat: text(vat) }];
  });
  // Each order with the low rate has the high one, too.
  const documents = booked.reduce(
    (all, row) => (row.vatCode === 'VL9' ? Math.max(all, row.documents) : all + row.documents),
    0,
  );
  return { booked, bookedDocuments: documents === 0 ? [] : [{ ...place, documents }] };
}

/** Whole numbers below a bound, the same for each seed. */
function numbers(seed: number): Draw {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
