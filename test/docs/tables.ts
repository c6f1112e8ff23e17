/** A row of a table by the names of its columns. */
export type TableRow = Readonly<Record<string, string>>;

/** The rows of all tables of a Markdown document. */
export function tableRows(text: string): readonly TableRow[] {
  const rows: TableRow[] = [];
  let columns: readonly string[] = [];
  for (const line of text.split('\n')) {
    if (!line.startsWith('|')) columns = [];
    else if (columns.length === 0) columns = cellsOf(line);
    else if (!/^[|\s:-]+$/.test(line)) rows.push(rowOf(columns, cellsOf(line), line));
  }
  return rows;
}

function rowOf(columns: readonly string[], cells: readonly string[], line: string): TableRow {
  if (cells.length !== columns.length) throw new Error(`This row has ${cells.length} cells: ${line}`);
  return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
}

function cellsOf(line: string): readonly string[] {
  return line
    .trim()
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
}

/** The titles in a cell such as `` `test/a.test.ts` "one", "two"; `test/b.test.ts` "three" ``, by the files before them. */
export function evidenceIn(cell: string): ReadonlyMap<string, readonly string[]> {
  const evidence = new Map<string, string[]>();
  let titles: string[] | undefined;
  for (const [, file, title] of cell.matchAll(/`([^`]+)`|"([^"]+)"/g)) {
    if (file !== undefined) {
      titles = evidence.get(file) ?? [];
      evidence.set(file, titles);
    } else if (titles === undefined) throw new Error(`This title has no file: ${title}`);
    else titles.push(title ?? '');
  }
  return evidence;
}

/** What stands between backticks. */
export function quotedIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, quoted]) => quoted ?? '');
}

/** Where the links of a document lead. */
export function linksIn(text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, link]) => link ?? '');
}
