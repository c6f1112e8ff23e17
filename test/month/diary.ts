import type { Company } from '../sandbox-week/company.ts';
import { type Desk, type Kind, pairOf, placeOf, SHAPES, type Side, shown } from './pairs.ts';

/** A person's edit of one field. */
export interface Edit {
  readonly kind: Kind;
  readonly number: string;
  /** Place of the field in its shape. */
  readonly field: number;
  readonly side: Side;
  readonly value: string;
  /** What both sides held before; null when they were out of step. */
  readonly agreed: string | null;
}

/** What people did since the last look, and what they removed in all the month. Written down as it happens, in both systems. */
export class Diary {
  edits: Edit[] = [];
  /** Records that a person removed on a side, as `kind number`. */
  readonly removed = new Map<string, Side>();
  /** Numbers of invoices that a bookkeeper removed from Asperion. */
  readonly removedInvoices = new Set<unknown>();
  /** Ids of customers of Exact Online that were changed: their orders may stand in Asperion under the address of before. */
  readonly changedAccounts = new Set<unknown>();
  /** Numbers of orders that were changed after they were entered. */
  readonly changedOrders = new Set<unknown>();

  /** A desk whose work is written down. */
  desk({ exactOnline, asperion, time }: Company): Desk {
    const plain = { exactOnline, asperion, time };
    const note = (table: string, id: unknown, patch: object): void => this.#note(plain, table, id, patch);
    const leave = (table: string, id: unknown): void => this.#leave(plain, table, id);
    return {
      time,
      exactOnline: {
        ...exactOnline,
        update: (entity, key, patch) => {
          note(entity, key, patch);
          exactOnline.update(entity, key, patch);
        },
        remove: (entity, key) => {
          leave(entity, key);
          exactOnline.remove(entity, key);
        },
      },
      asperion: {
        ...asperion,
        update: (resource, id, patch) => {
          note(resource, id, patch);
          return asperion.update(resource, id, patch);
        },
        remove: (resource, id) => {
          leave(resource, id);
          asperion.remove(resource, id);
        },
      },
    };
  }

  #note(desk: Desk, table: string, id: unknown, patch: object): void {
    if (table === 'SalesOrderLines') {
      const line = desk.exactOnline.rows(table).find(({ ID }) => ID === id);
      this.changedOrders.add(
        desk.exactOnline.rows('SalesOrders').find(({ OrderID }) => OrderID === line?.OrderID)?.OrderNumber,
      );
    }
    if (table === 'Accounts') this.changedAccounts.add(id);
    const place = placeOf(table);
    if (place === null) return;
    const [kind, side] = place;
    const number = numberOf(desk, table, id, kind, side);
    const pair = pairOf(desk, kind, number);
    for (const [field, names] of SHAPES[kind].fields.entries()) {
      if (!names[side].some((name) => Object.hasOwn(patch, name))) continue;
      const held = (of: Side) => pair[of].map((row) => shown(row, names[of]));
      const isInStep = pair.copy.length === 1 && held('source').join() === held('copy').join();
      const agreed = isInStep ? held('source').join() : null;
      this.edits.push({ kind, number, field, side, value: shown({ ...pair[side][0], ...patch }, names[side]), agreed });
    }
  }

  #leave(desk: Desk, table: string, id: unknown): void {
    const place = placeOf(table);
    if (place !== null) this.removed.set(`${place[0]} ${numberOf(desk, table, id, ...place)}`, place[1]);
    if (table !== 'salesinvoiceswithlines') return;
    this.removedInvoices.add(desk.asperion.rows(table).find((row) => row.id === id)?.invoiceNumber);
  }
}

function numberOf({ exactOnline, asperion }: Desk, table: string, id: unknown, kind: Kind, side: Side): string {
  const isExact = (kind === 'customers') === (side === 'source');
  const row = isExact
    ? exactOnline.rows(table).find(({ ID }) => ID === id)
    : asperion.rows(table).find((one) => one.id === id);
  return String(row?.[SHAPES[kind].number[side]]);
}
