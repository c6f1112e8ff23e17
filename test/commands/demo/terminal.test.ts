import { describe, expect, it } from 'vitest';
import { excerpt } from '../../../demo/terminal.ts';
import { readable } from '../../../src/report/readable.ts';

describe('a summary on a terminal', () => {
  it('shows tables in columns, numbers to the right, without the ruling', () => {
    const markdown = '| step | read | created |\n| --- | ---: | ---: |\n| debtor | 37 | 4 |\n| `invoice` | 5 | 12 |\n';
    expect(readable(markdown)).toBe(
      ['  step     read  created', '  debtor     37        4', '  invoice     5       12'].join('\n'),
    );
  });

  it('shows a table that is too wide a row at a time', () => {
    const reason = 'a'.repeat(120);
    expect(readable(`| Record | Reason |\n| --- | --- |\n| 1 | ${reason} |\n| 2 | b |\n`)).toBe(
      ['  Record  1', `  Reason  ${reason}`, '', '  Record  2', '  Reason  b'].join('\n'),
    );
  });

  it('does not repeat cells that are the same as in the row above', () => {
    const wide = 'a'.repeat(120);
    const rows = `| 1 | name | ${wide} |\n| 1 | city | b |\n| 2 | city | b |\n`;
    expect(readable(`| Record | Field | Now |\n| --- | --- | --- |\n${rows}`)).toBe(
      [
        ['  Record  1', '  Field   name', `  Now     ${wide}`],
        ['  Field   city', '  Now     b'],
        ['  Record  2', '  Field   city', '  Now     b'],
      ]
        .map((block) => block.join('\n'))
        .join('\n\n'),
    );
  });

  it('shows characters that Markdown escapes as they are', () => {
    expect(readable('\\[name\\] 2 \\* 3 \\_x a\\\\b **c** `d`')).toBe('[name] 2 * 3 _x a\\b c d');
  });

  it('shows code as it stands, without its fences', () => {
    expect(readable('Paste:\n\n```yaml\na:\n  "1": "\\\\x" # or `y` | **z**\n```\n\n**Done**\n')).toBe(
      'Paste:\n\na:\n  "1": "\\\\x" # or `y` | **z**\n\nDone',
    );
  });

  it('drops headings, bold, code and HTML marks, and keeps the words', () => {
    const markdown =
      '## Sync\n\n\n\n**2** records failed\n<details><summary>Calls</summary>\n\n`GET` a &amp; b\n</details>\n';
    expect(readable(markdown)).toBe('Sync\n\n2 records failed\nCalls\n\nGET a & b');
  });

  it('does not take a bar inside a cell for the end of the cell', () => {
    expect(readable('| reason |\n| --- |\n| a \\| b |\n')).toBe('  reason\n  a | b');
  });
});

describe('an excerpt of a summary', () => {
  const summary =
    '## Sync\n\nAll went well.\n\n### Flows\n\nrows\n\n### Calls\n\nmany\n\n<details><summary>all</summary>\n\nx\n\n</details>\n';

  it('has what stands above the first section and the sections that are asked for', () => {
    expect(excerpt(summary, ['Flows'])).toBe('## Sync\n\nAll went well.\n\n### Flows\n\nrows\n\n');
    expect(excerpt(summary, [])).toBe('## Sync\n\nAll went well.\n\n');
  });

  it('leaves details out', () => {
    expect(excerpt(summary, ['Calls'])).toBe('## Sync\n\nAll went well.\n\n### Calls\n\nmany\n\n\n');
  });
});
