import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ConfigError } from '../../errors/errors.ts';
import { logLine } from '../../report/describe-error.ts';
import { reportedError } from '../../report/run-report.ts';
import { inspectFlows } from '../select-flows.ts';

/** The checked-out mappings. */
export interface CheckedOut {
  readonly workspace: string;
  /** The folder, relative to the workspace. */
  readonly mappings: string;
}

/**
 * What would be wrong with the mappings if a file had another text: the first problem that they do not have now, in a sentence; null = nothing. The file is
 * written, looked at, and put back.
 */
export function problemWith(file: string, text: string, { workspace, mappings }: CheckedOut): string | null {
  const problems = (): readonly string[] => inspectFlows(mappings, workspace).problems.map(sentence);
  const before = new Set(problems());
  const place = path.join(workspace, file);
  const kept = existsSync(place) ? readFileSync(place) : null;
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, text);
  try {
    return problems().find((problem) => !before.has(problem)) ?? null;
  } finally {
    if (kept === null) rmSync(place);
    else writeFileSync(place, kept);
  }
}

const sentence = (problem: ConfigError): string => logLine(reportedError(problem));
