import { describe, expect, test } from 'vitest';
import { fitted } from '../../src/report/page/fit.ts';
import { markdown } from '../../src/report/page/markdown.ts';
import { details, list, type Page, paragraph, section, table, title } from '../../src/report/page/page.ts';
import { styleFor, terminalText } from '../../src/report/page/terminal.ts';
import { en } from '../../src/report/words/en.ts';

const text = (page: Page): string => terminalText(page);

/** A page with every kind of block. */
const page: Page = [
  title('Sync'),
  paragraph([{ strong: '2' }, ' records failed: see ', { code: 'links.yml' }]),
  ...section(
    'Flows',
    table(
      ['step', 'read'],
      1,
      [
        ['debtor', 37],
        [{ code: 'invoice' }, 5],
      ],
      'step',
    ),
  ),
  ...list(['one', [{ strong: 'two' }, ': more']], 'line'),
  { kind: 'code', language: 'yaml', lines: ['a:', '  "1": "\\\\x" # or `y` | **z**'] },
  ...details('Calls', [paragraph('GET a & b')]),
];

test('a page is written once for GitHub and once for a terminal', () => {
  expect(markdown(page)).toBe(`## Sync

**2** records failed: see \`links.yml\`

### Flows

| step | read |
| --- | ---: |
| debtor | 37 |
| \`invoice\` | 5 |

- one
- **two**: more

\`\`\`yaml
a:
  "1": "\\\\x" # or \`y\` | **z**
\`\`\`

<details><summary>Calls</summary>

GET a &amp; b

</details>
`);
  expect(text(page)).toBe(`Sync

2 records failed: see links.yml

Flows

  step     read
  debtor     37
  invoice     5

- one
- two: more

a:
  "1": "\\\\x" # or \`y\` | **z**

Calls

GET a & b`);
});

describe('on a terminal', () => {
  test('columns stay in line when a column is in colour, and NO_COLOR switches colours off', () => {
    const coloured = terminalText(page, styleFor(true, {}));
    expect(coloured).toContain('\u001b[1mSync\u001b[22m\n');
    expect(coloured).toContain('  \u001b[36minvoice\u001b[39m     5\n');
    for (const style of [styleFor(true, { NO_COLOR: '1' }), styleFor(false, {})]) {
      expect(terminalText(page, style)).toBe(text(page));
    }
  });

  test('a table that is too wide is shown a row at a time, without cells that repeat the row above', () => {
    const wide = 'a'.repeat(120);
    const rows = [
      [1, 'name', wide],
      [1, 'city', 'b'],
      [2, 'city', 'b'],
    ];
    expect(text(table(['Record', 'Field', 'Now'], 0, rows, 'row'))).toBe(
      [
        ['  Record  1', '  Field   name', `  Now     ${wide}`],
        ['  Field   city', '  Now     b'],
        ['  Record  2', '  Field   city', '  Now     b'],
      ]
        .map((block) => block.join('\n'))
        .join('\n\n'),
    );
  });

  test('a record can neither repaint a page for GitHub nor turn its lines round', () => {
    const blocks: Page = [
      paragraph('a\u001b[2Jb\u0000'),
      paragraph({ code: 'd\u202ee' }),
      ...details('f\u202e', [title('g\u0007')]),
    ];
    expect(markdown(blocks)).not.toMatch(/[^\n\P{Cc}]|\u202e/u);
    const inside = ['a: |', '  ````', '  # A heading'];
    expect(markdown([{ kind: 'code', language: 'yaml', lines: inside }])).toBe(
      `\`\`\`\`\`yaml\n${inside.join('\n')}\n\`\`\`\`\`\n`,
    );
    expect(markdown([{ kind: 'code', language: 'yaml', lines: ['b\u202e'] }])).toBe('```yaml\nb\ufffd\n```\n');
  });

  test('a record can neither repaint the screen nor break a line', () => {
    expect(text([paragraph('a\u001b[2Jb\nc'), paragraph({ code: 'd\n\u202ee' })])).toBe('a\ufffd[2Jb c\n\nd \ufffde');
    expect(text([{ kind: 'code', language: 'yaml', lines: ['  a: \u001b[2J', 'b\u202e'] }])).toBe(
      '  a: \ufffd[2J\nb\ufffd',
    );
  });

  test('characters that Markdown escapes are shown as they are', () => {
    const odd = '[name] 2 * 3 _x a\\b & <c> | d';
    expect(text([paragraph(odd)])).toBe(odd);
    expect(markdown([paragraph(odd)])).toBe('\\[name\\] 2 \\* 3 \\_x a\\\\b &amp; &lt;c> \\| d\n');
  });
});

describe('a page that has to fit', () => {
  const rows = Array.from({ length: 1000 }, (_, index) => `record ${index}`);
  const long: Page = [
    { kind: 'parts', noun: 'case', parts: rows.map((row) => [paragraph(row), ...list([row], 'reason')]) },
    ...list(rows, 'record'),
    ...table(
      ['Record'],
      0,
      rows.map((row) => [row]),
      'row',
    ),
    { kind: 'code', language: 'diff', lines: rows },
    ...details(
      'More',
      table(
        ['Record'],
        0,
        rows.map((row) => [row]),
        'row',
      ),
    ),
    paragraph('The end.'),
  ];

  test('leaves rows out, counts them, and keeps what is not a row', () => {
    const short = markdown(fitted(long, 20_000, 'the log'));
    expect(Buffer.byteLength(short)).toBeLessThan(20_000);
    expect(short).toMatch(/^record 0\n\n- record 0\n\nrecord 1\n/);
    expect(short).toMatch(
      /\n\n… and [\d,]+ more cases; the log has them all\.\n\n… and 1,000 more records; the log has/,
    );
    expect(short).toContain(
      '| Record |\n| --- |\n\n… and 1,000 more rows; the log has them all.\n\n```diff\n```\n\n… and',
    );
    expect(short).toMatch(/<details>.*… and 1,000 more rows; the log has them all\.\n\n<\/details>\n\nThe end\.\n$/s);
  });

  test('is left alone when it fits', () => {
    expect(fitted(long, 1_000_000, 'the log')).toEqual(long);
  });
});

test('a mark for what becomes of a record has its colour on a terminal, and none elsewhere', () => {
  const marks: Page = list([
    [{ mark: '+' }, ' 1'],
    [{ mark: '~' }, ' 2'],
    [{ mark: '−' }, ' 3'],
  ]);
  expect(terminalText(marks, styleFor(true, {}))).toBe(
    '- \u001b[32m+\u001b[39m 1\n- \u001b[33m~\u001b[39m 2\n- \u001b[31m−\u001b[39m 3',
  );
  expect(terminalText(marks, styleFor(false, {}))).toBe('- + 1\n- ~ 2\n- − 3');
  expect(markdown(marks)).toBe('- + 1\n- \\~ 2\n- − 3\n');
});

test.each([
  ['1240.00', '€ 1,240.00', '€ +1,240.00'],
  ['-1234567.8', '€ -1,234,567.8', '€ -1,234,567.8'],
  ['12', '€ 12', '€ +12'],
])('money is written one way: %s', (decimal, plain, apart) => {
  expect([en.money(decimal), en.moneyApart(decimal)]).toEqual([plain, apart]);
});
