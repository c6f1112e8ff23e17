import { describe, expect, it } from 'vitest';
import type { AsperionOptions, AsperionSandbox } from '../../../sandbox/asperion/asperion.ts';
import type { AsperionSettings } from '../../../src/systems/asperion/facts/settings.ts';
import type { Cursor } from '../../../src/systems/system.ts';
import { all, never } from '../transport.ts';
import { callsSince, type NewRun, withAsperion } from './sandbox-client.ts';

const NOON = Date.parse('2026-11-25T11:00:00Z'); // 12:00 on Dutch clocks
const HOUR = 3_600_000;

const articles = (count: number, date: (index: number) => string | null) =>
  Array.from({ length: count }, (_, index) => ({
    articleNumber: `A${index + 1}`,
    description: `Article ${index + 1}`,
    salesPrice: 10 + index,
    dateLastChange: date(index),
  }));

/** Changes within the hour before noon. */
const minuteOf = (index: number): string =>
  `2026-11-25T11:${String(1 + (index % 59)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}`;

const dayOf = (index: number): string => `2026-01-${String(1 + (index % 28)).padStart(2, '0')}T08:00:00`;

interface Run {
  readonly references: string[];
  readonly cursor: Cursor | null;
  readonly calls: string[];
  readonly cursors: (Cursor | null)[];
}

/** A world whose clock the test moves, and one run after the other. */
async function inWorld(
  options: Partial<AsperionOptions>,
  use: (world: {
    readonly sandbox: AsperionSandbox;
    readonly clock: { nowMs: number };
    run(cursor: Cursor | null, settings?: Partial<AsperionSettings>, fields?: string[]): Promise<Run>;
  }) => Promise<void>,
): Promise<void> {
  const clock = { nowMs: NOON };
  await withAsperion({ rows: {}, ...options, clock: () => clock.nowMs }, async (sandbox, newRun: NewRun) => {
    const run = async (
      cursor: Cursor | null,
      settings = {},
      fields = ['articleNumber', 'salesPrice'],
    ): Promise<Run> => {
      const from = sandbox.requests.length;
      const request = { resource: 'articles', fields, cursor, nowMs: clock.nowMs, signal: never };
      const pages = await all(newRun(settings).changes(request));
      return {
        references: pages.flatMap((page) => page.records.map((record) => record.reference)),
        cursor: pages.at(-1)?.cursor ?? null,
        cursors: pages.map((page) => page.cursor),
        calls: callsSince(sandbox, from),
      };
    };
    await use({ sandbox, clock, run });
  });
}

describe('changes of an Asperion list', () => {
  it('lists everything on a first run, and can stop only after the last page', () =>
    inWorld({ rows: { articles: articles(5, dayOf) } }, async ({ run }) => {
      const first = await run(null, { pageSize: 2 });
      expect(first.references).toEqual(['A1', 'A2', 'A3', 'A4', 'A5']);
      expect(first.cursors.slice(0, -1)).toEqual([null, null]);
      expect(first.cursor).toEqual({ newest: '2026-01-05T08:00:00', fullAt: String(NOON) });
    }));

  it('costs one listing of one page when nothing changed', () =>
    inWorld({ rows: { articles: articles(300, dayOf) } }, async ({ run, clock }) => {
      const { cursor } = await run(null);
      clock.nowMs += HOUR;
      const idle = await run(cursor);
      expect(idle.calls).toHaveLength(1);
      expect(idle.calls[0]).toContain('orderBy=dateLastChange+desc');
      expect(idle.cursor).toEqual({ ...cursor, knownAt: String(clock.nowMs) });
    }));

  it('reads a large import of an hour again until it has stood two hours, and then one page', () =>
    inWorld({ rows: { articles: articles(300, minuteOf) } }, async ({ sandbox, run, clock }) => {
      const first = await run(null);
      clock.nowMs += HOUR / 2;
      const known = await run(first.cursor);
      expect(known.calls).toHaveLength(3);
      clock.nowMs += 2 * HOUR - 1;
      const early = await run(known.cursor);
      expect(early.calls).toHaveLength(3);
      sandbox.insert('articles', { articleNumber: 'LATE', description: 'Seen late', dateLastChange: minuteOf(30) });
      clock.nowMs += 1;
      const settling = await run(early.cursor);
      expect(settling.references).toContain('LATE');
      clock.nowMs += HOUR / 2;
      const idle = await run(settling.cursor);
      expect(idle.calls).toHaveLength(1);
      sandbox.update('articles', 7, { salesPrice: 99 });
      const next = await run(idle.cursor);
      expect([next.references.at(-1), next.calls.length]).toEqual(['A7', 1]);
      clock.nowMs += HOUR / 2;
      expect((await run(next.cursor)).calls).toHaveLength(1);
    }));

  it('keeps what is settled through the full listing of a day', () =>
    inWorld({ rows: { articles: articles(300, minuteOf) } }, async ({ run, clock }) => {
      let { cursor } = await run(null);
      for (const hours of [1, 3, 24]) {
        clock.nowMs += hours * HOUR;
        ({ cursor } = await run(cursor));
      }
      clock.nowMs += HOUR / 2;
      expect((await run(cursor)).calls).toHaveLength(1);
    }));

  it.each([
    ['the Netherlands', '02'],
    ['London', '01'],
  ])('finds a change in the hour that a clock of %s repeats in autumn', (_, hour) => {
    const at = (time: string): string => `2026-10-25T${hour}:${time}`;
    return inWorld({ rows: { articles: articles(2, () => at('59:00')) } }, async ({ sandbox, run, clock }) => {
      clock.nowMs = Date.parse('2026-10-25T00:59:30Z'); // half a minute before the hour begins anew
      let { cursor } = await run(null);
      for (const minutes of [1, 61]) {
        clock.nowMs += minutes * 60_000;
        ({ cursor } = await run(cursor));
      }
      // Saved four minutes ago, before the hour was over for the second time.
      sandbox.insert('articles', { articleNumber: 'LATE', description: 'Seen late', dateLastChange: at('58:00') });
      expect((await run(cursor)).references).toContain('LATE');
    });
  });

  it('hides no change behind a record that is dated in the future', () =>
    inWorld(
      { rows: { articles: articles(300, (index) => (index === 0 ? '2031-01-01T00:00:00' : minuteOf(index))) } },
      async ({ sandbox, run, clock }) => {
        let { cursor } = await run(null);
        for (const hours of [1, 3, 1]) {
          clock.nowMs += hours * HOUR;
          ({ cursor } = await run(cursor));
        }
        sandbox.update('articles', 7, { salesPrice: 99 });
        clock.nowMs += 7 * HOUR;
        expect((await run(cursor)).references).toContain('A7');
      },
    ));

  it('settles nothing by a time that has only just passed', () =>
    inWorld(
      { rows: { articles: articles(300, (index) => (index === 0 ? '2026-11-26T10:00:00' : minuteOf(index))) } },
      async ({ sandbox, run, clock }) => {
        let { cursor } = await run(null);
        // 10:01 on Dutch clocks
        for (const nowMs of [NOON + HOUR, Date.parse('2026-11-26T09:01:00Z')]) {
          clock.nowMs = nowMs;
          ({ cursor } = await run(cursor, { fullListingHours: 48 }));
        }
        sandbox.insert('articles', {
          articleNumber: 'LATE',
          description: 'Seen late',
          dateLastChange: '2026-11-26T09:59:30',
        });
        clock.nowMs += HOUR / 2;
        expect((await run(cursor, { fullListingHours: 48 })).references).toContain('LATE');
      },
    ));

  it('reads what changed while a long list was read', () =>
    inWorld({ rows: { articles: articles(6, dayOf) } }, async ({ sandbox, run, clock }) => {
      // Article 5 changed after its page was read, and long before the last page was.
      const before = clock.nowMs;
      clock.nowMs += 1.5 * HOUR;
      sandbox.update('articles', 5, { salesPrice: 99 });
      clock.nowMs += 2 * HOUR;
      sandbox.update('articles', 6, { salesPrice: 98 });
      const after = clock.nowMs;
      clock.nowMs = before;
      const { cursor } = await run(null, { pageSize: 2 });
      clock.nowMs = after + HOUR / 2;
      expect((await run(cursor)).references).toContain('A5');
    }));

  it('settles nothing when a run stops half way', () =>
    inWorld({ rows: { articles: articles(300, minuteOf) } }, async ({ sandbox, run, clock }) => {
      let { cursor } = await run(null);
      clock.nowMs += HOUR;
      ({ cursor } = await run(cursor));
      clock.nowMs += 2 * HOUR;
      const { cursors } = await run(cursor);
      sandbox.insert('articles', { articleNumber: 'LATE', description: 'Seen late', dateLastChange: minuteOf(50) });
      const next = await run(cursors[0] ?? null);
      expect([cursors.length, next.references.includes('LATE')]).toEqual([2, true]);
    }));

  it('reads a whole hour again on the night when the clock leaves one out', () =>
    inWorld({ rows: { articles: articles(2, () => '2026-03-29T03:24:18') } }, async ({ sandbox, run, clock }) => {
      clock.nowMs = Date.parse('2026-03-29T01:24:30Z'); // 03:24:30 on Dutch clocks
      const { cursor } = await run(null);
      sandbox.insert('articles', {
        articleNumber: 'LATE',
        description: 'Seen late',
        dateLastChange: '2026-03-29T01:55:59',
      });
      clock.nowMs += 60_000;
      expect((await run(cursor)).references).toContain('LATE');
    }));

  it('gives the changes since then, the oldest first, with the overlap', () =>
    inWorld({ rows: { articles: articles(300, dayOf) } }, async ({ sandbox, run, clock }) => {
      const { cursor } = await run(null);
      clock.nowMs += HOUR;
      sandbox.update('articles', 7, { salesPrice: 99 });
      clock.nowMs += 1_000;
      sandbox.update('articles', 3, { salesPrice: 98 });
      const next = await run(cursor);
      expect(next.references.slice(-2)).toEqual(['A7', 'A3']);
      expect(next.cursor).toEqual({ newest: '2026-11-25T13:00:01', fullAt: cursor?.fullAt });
      clock.nowMs += HOUR / 2;
      const overlapping = await run(next.cursor);
      expect(overlapping.references).toEqual(['A7', 'A3']);
      expect(overlapping.calls).toHaveLength(1);
    }));

  it('reads a list in full if it is not in the requested order', () =>
    inWorld(
      { rows: { articles: articles(5, dayOf) }, switches: { orderBy: 'ignored' } },
      async ({ run, sandbox, clock }) => {
        const { cursor } = await run(null, { pageSize: 2 });
        clock.nowMs += HOUR;
        sandbox.update('articles', 5, { salesPrice: 1 });
        const next = await run(cursor, { pageSize: 2 });
        expect(next.references.toSorted()).toEqual(['A1', 'A2', 'A3', 'A4', 'A5']);
        expect(next.cursors.length).toBeGreaterThan(1);
        expect(next.cursors.slice(0, -1).every((place) => place === null)).toBe(true);
        expect(next.cursor?.fullAt).toBe(String(clock.nowMs));
      },
    ));

  it('reads a list in full if only its first page is in order by chance', () =>
    inWorld(
      { rows: { articles: articles(5, () => dayOf(0)) }, switches: { orderBy: 'ignored' } },
      async ({ run, sandbox, clock }) => {
        const { cursor } = await run(null, { pageSize: 2 });
        clock.nowMs += HOUR;
        sandbox.update('articles', 5, { salesPrice: 1 });
        const next = await run(cursor, { pageSize: 2 });
        clock.nowMs += 3 * HOUR;
        sandbox.update('articles', 4, { salesPrice: 1 });
        expect((await run(next.cursor, { pageSize: 2 })).references).toHaveLength(5);
      },
    ));

  it('does not mistake a list sorted by id for the requested order', () =>
    inWorld(
      { rows: { articles: articles(5, (index) => dayOf(4 - index)) }, switches: { orderBy: 'ignored' } },
      async ({ run, sandbox, clock }) => {
        const { cursor } = await run(null, { pageSize: 2 });
        clock.nowMs += HOUR;
        sandbox.update('articles', 5, { salesPrice: 1 });
        expect((await run(cursor, { pageSize: 2 })).references).toContain('A5');
      },
    ));

  it('reads a list in full if its records have no time of change', () =>
    inWorld({ rows: { articles: articles(5, () => null) }, switches: { dateLastChange: 'never' } }, async ({ run }) => {
      const { cursor } = await run(null);
      expect(cursor).toEqual({ fullAt: String(NOON) });
      expect((await run(cursor)).references).toHaveLength(5);
    }));

  it('reads in full once a day, and always when the settings say so', () =>
    inWorld({ rows: { articles: articles(5, dayOf) } }, async ({ run, clock }) => {
      const { cursor } = await run(null);
      expect((await run(cursor, { changes: { articles: 'full' } })).references).toHaveLength(5);
      clock.nowMs += 24 * HOUR;
      expect((await run(cursor)).references).toHaveLength(5);
    }));

  it('finds changes despite a record dated in the future', () =>
    inWorld(
      { rows: { articles: articles(2, (index) => (index === 0 ? '2031-01-01T00:00:00' : dayOf(1))) } },
      async (world) => {
        const { cursor } = await world.run(null);
        world.clock.nowMs += HOUR;
        world.sandbox.update('articles', 2, { salesPrice: 5 });
        expect((await world.run(cursor)).references).toContain('A2');
      },
    ));

  it('reads inactive articles only if the mapping reads their state', () =>
    inWorld(
      {
        rows: {
          articles: [...articles(1, dayOf), { articleNumber: 'OLD', description: 'Old', activeState: 'Inactive' }],
        },
      },
      async ({ run }) => {
        expect((await run(null)).references).toEqual(['A1']);
        expect((await run(null, {}, ['activeState'])).references).toEqual(['A1', 'OLD']);
      },
    ));
});
