import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/** One measured figure: a count, or a time or a size with its ratio to something measured beside it. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** `calls`, `ms`, `s`, `MB`, `records/s`. */
  readonly unit: string;
  /** What it was compared with, such as `the floor of 2,010`. */
  readonly comparedWith: string | null;
  /** The value divided by that. */
  readonly ratio: number | null;
  /** What the ratio, or the value if there is none, should be: `at most 1.05`. */
  readonly wanted: {
    readonly is: 'at most' | 'at least';
    readonly value: number;
    readonly of: 'value' | 'ratio';
  } | null;
}

/** Whether a figure is as wanted; null if nothing is. */
export function isMet({ value, ratio, wanted }: Figure): boolean | null {
  if (wanted === null) return null;
  const measured = wanted.of === 'value' ? value : (ratio ?? Number.NaN);
  return wanted.is === 'at most' ? measured <= wanted.value : measured >= wanted.value;
}

/** A table for a terminal. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${numberText(figure.value)} ${figure.unit}`,
    figure.ratio === null ? '' : `${figure.ratio.toFixed(3)} × ${figure.comparedWith}`,
    wantedText(figure),
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function wantedText(figure: Figure): string {
  const { wanted } = figure;
  if (wanted === null) return '';
  return `${isMet(figure) === true ? 'as wanted' : 'MISSED'}: ${wanted.is} ${wanted.value}`;
}

const numberText = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 2 : 0 });

const FILE = join(import.meta.dirname, '..', '..', 'bench.json');

/** Puts the figures of a part into `bench.json` and keeps those of the other parts. */
export async function keepFigures(part: string, figures: readonly Figure[]): Promise<void> {
  const before = JSON.parse(await readFile(FILE, 'utf8').catch(() => '{}')) as Record<string, unknown>;
  const measured = { at: new Date().toISOString(), node: process.version, processors: availableParallelism() };
  await writeFile(FILE, `${JSON.stringify({ ...before, [part]: { ...measured, figures } }, null, 2)}\n`);
}
