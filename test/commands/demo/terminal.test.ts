import { describe, expect, it } from 'vitest';
import { excerpt } from '../../../demo/terminal.ts';
import { details, heading, paragraph, title } from '../../../src/report/page/page.ts';

describe('an excerpt of a summary', () => {
  const above = [title('Sync'), paragraph('All went well.')];
  const flows = [heading('Flows'), paragraph('rows')];
  const calls = [heading('Calls used'), paragraph('many')];
  const page = [...above, ...flows, ...calls, ...details('each call', [paragraph('x')])];

  it('has what stands above the first section and the sections that are asked for', () => {
    expect(excerpt(page, ['Flows'])).toEqual([...above, ...flows]);
    expect(excerpt(page, [])).toEqual(above);
  });

  it('leaves folded parts out', () => {
    expect(excerpt(page, ['Calls'])).toEqual([...above, ...calls]);
  });
});
