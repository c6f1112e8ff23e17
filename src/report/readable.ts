/** A Markdown summary as a terminal shows it best: no marks, tables in columns. */
export function readable(markdown: string): string {
  const lines = markdown.replace(/<\/?(details|summary|b|br|p)[^>]*>/g, '').split(/\r?\n/);
  const shown: string[] = [];
  let isCode = false;
  for (let index = 0; index < lines.length; index++) {
    const isFence = lines[index]?.startsWith('```') === true;
    if (isFence) isCode = !isCode;
    else if (isCode) shown.push(lines[index] ?? '');
    if (isFence || isCode) continue;
    const table: string[][] = [];
    for (; lines[index]?.trimStart().startsWith('|'); index++) table.push(cells(lines[index] ?? ''));
    shown.push(...columns(table));
    const line = lines[index];
    if (line !== undefined) shown.push(plain(line));
  }
  // Markdown needs more blank lines around its blocks than a terminal.
  return shown
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\s+$/g, '');
}

function cells(line: string): string[] {
  const inner = line.trim().replace(/^\||\|$/g, '');
  return inner.split(/(?<!\\)\|/).map((cell) => plain(cell.replaceAll('\\|', '|').trim()));
}

/** Text without the marks of headings, bold and code, and without escaping backslashes. */
function plain(text: string): string {
  return text
    .replace(/^#+\s+/, '')
    .replace(/\\([\\`*[\]|~$_])|\*\*|`/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Wider tables are shown a row at a time. */
const WIDEST = 110;

function columns(table: readonly (readonly string[])[]): string[] {
  const rows = table.filter((row) => !row.every((cell) => /^:?-+:?$/.test(cell)));
  const header = rows[0] ?? [];
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  if (widths.reduce((sum, width) => sum + width + 2, 0) > WIDEST) return blocks(header, rows.slice(1));
  return rows.map((row) => {
    const padded = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return /^-?[\d.,]+$/.test(cell) ? cell.padStart(width) : cell.padEnd(width);
    });
    return `  ${padded.join('  ').trimEnd()}`;
  });
}

function blocks(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(...header.map((name) => name.length));
  return rows.flatMap((row, index) => {
    // Leading cells that equal the row above are not repeated.
    const above = rows[index - 1] ?? [];
    const first = row.findIndex((cell, column) => cell !== above[column]);
    const shown = row.map((cell, column) => `  ${(header[column] ?? '').padEnd(width)}  ${cell}`);
    return [...shown.slice(Math.max(first, 0)), ''];
  });
}
