import { describe, expect, test } from 'vitest';
import { deletionWarnings } from '../../../src/commands/sync/deletion-warnings.ts';
import { markdown } from '../../../src/report/page/markdown.ts';
import { readerOf } from '../../../src/report/reader.ts';
import { whatToDo } from '../../../src/report/run/what-to-do.ts';
import { reportWith } from '../reports.ts';

describe('what was deleted in the source', () => {
  const left = { step: 'debtor', system: 'asperion', resource: 'debtors', target: '10042', reason: null } as const;
  const invoice = { ...left, step: 'invoice', resource: 'salesinvoiceswithlines', isDocument: true } as const;

  test('is something to do, with the name of what it left; what was put out of use is a warning', () => {
    const report = reportWith({
      deleted: [
        { ...left, outcome: 'stands' },
        { ...invoice, target: 'EO-1', outcome: 'stands' },
        { ...invoice, target: 'EO-2', outcome: 'stands' },
        { ...left, target: '10043', outcome: 'deactivated' },
        { ...left, target: '10044', outcome: 'refused', reason: 'No.' },
      ],
    });
    const told = (language: 'en' | 'nl') => markdown(whatToDo(report, readerOf(language, {})));
    expect(told('en').split('\n').slice(2).join('\n').trim()).toBe(
      [
        '- **1 debtor** (10042) was deleted in Exact Online, and is still in Asperion. Put it out of use there if nobody needs it any more. `customers`',
        '- **2 invoices** (EO-1, EO-2) were deleted in Exact Online, and are still in Asperion. Credit or delete them there if they no longer hold. `customers`',
        '- **1 debtor** (10044) was deleted in Exact Online, and could not be put out of use in Asperion: No. `customers`',
      ].join('\n'),
    );
    expect(told('nl')).toContain(
      '- **2 facturen** (EO-1, EO-2) zijn in Exact Online verwijderd, maar staan nog in Asperion. Crediteer of verwijder ze daar als ze niet meer gelden. `customers`',
    );
    expect(deletionWarnings(report.flows.flatMap(({ deleted = [] }) => deleted))).toEqual([
      'The source record of 10043 (debtors) was deleted; in the target it was put out of use.',
    ]);
  });

  test('is named for at most a hundred records', () => {
    const many = Array.from({ length: 103 }, () => ({ ...left, outcome: 'stands' }) as const);
    const text = markdown(whatToDo(reportWith({ deleted: many }), readerOf('en', {})));
    expect(text).toContain('**103 debtors** (10042, ');
    expect(text).toContain(', 10042 and 3 more) were deleted');
    const put = deletionWarnings(many.map((one) => ({ ...one, outcome: 'deactivated' as const })));
    expect([put.length, put.at(-1)]).toEqual([101, expect.stringContaining('records of 3 more')]);
  });
});
