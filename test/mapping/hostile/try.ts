import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { SyncError } from '../../../src/errors/errors.ts';
import { passes } from '../../../src/mapping/flow/program.ts';
import { compileText, expectTold, flows, tables } from './compile.ts';
import { edited, edits, written } from './edits.ts';
import { records } from './records.ts';

function settles(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    expect(error.code).toMatch(/^[A-Z_]+$/);
  }
}

/** Tries random files and random records; `runs` times as long as the shortest useful run. */
export function tryHostile(runs: number): void {
  describe('whatever stands in the files', () => {
    test('shipped flows with any parts replaced, removed, renamed or added', () => {
      let right = 0;
      fc.assert(
        fc.property(fc.constantFrom(...flows), edits, (flow, list) => {
          const text = edited(flow.text, list);
          const found = compileText(text);
          expectTold(found, text.split('\n').length);
          if (!Array.isArray(found)) right += 1;
        }),
        { numRuns: 200 * runs },
      );
      // Some edits change nothing that matters: both ways were walked.
      expect(right).toBeGreaterThan(0);
    });

    test('shipped flows with pieces of text put in, cut out or doubled', () => {
      const piece = fc.oneof(
        fc.constantFrom(
          '\n',
          ' ',
          '  ',
          '\t',
          ': ',
          ' #',
          '{',
          '}',
          '[',
          ']',
          ',',
          '"',
          "'",
          '!',
          '&a ',
          '*a',
          '|',
          '>',
          '- ',
          '---\n',
          '%',
          '\\',
        ),
        fc.string({ maxLength: 6 }),
      );
      const cuts = fc.array(fc.tuple(fc.nat(), fc.nat(12), piece), { minLength: 1, maxLength: 3 });
      fc.assert(
        fc.property(fc.constantFrom(...flows), cuts, (flow, list) => {
          let { text } = flow;
          for (const [at, length, by] of list) {
            const start = at % text.length;
            text = text.slice(0, start) + by + text.slice(start + length);
          }
          expectTold(compileText(text), text.split('\n').length);
        }),
        { numRuns: 200 * runs },
      );
    });

    test('tables with any content', () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...flows),
          fc.constantFrom(...tables.map(({ name }) => name)),
          written,
          (flow, name, content) => {
            const text = stringify(content, { lineWidth: 0 });
            const others = tables.map((table) => (table.name === name ? { name, text } : table));
            expectTold(compileText(flow.text, others), flow.text.split('\n').length);
          },
        ),
        { numRuns: 200 * runs },
      );
    });

    test('any text at all, also as a table', () => {
      fc.assert(
        fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
          expectTold(compileText(text), text.split('\n').length);
          expectTold(compileText(flows[0]?.text ?? '', [{ name: 'units.yml', text }]), 1000);
        }),
        { numRuns: 100 * runs },
      );
    });
  });

  describe('whatever comes as a record', () => {
    const programs = flows.map(({ name, text }) => [name, compileText(text)] as const);

    test.each(programs)('%s maps it or refuses it with a code', (_, found) => {
      if (!('steps' in found)) throw new Error('the shipped flow does not compile');
      fc.assert(
        fc.property(records(found), (scope) => {
          settles(() => passes(found, scope));
          for (const join of found.joins) settles(() => join.value(scope));
          for (const step of found.steps) {
            settles(() => step.when?.(scope));
            settles(() => step.evaluate(scope));
          }
        }),
        { numRuns: 150 * runs },
      );
    });
  });
}
