import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { lineIn } from '../../report/describe-error.ts';
import { type ReportedError, reportedError } from '../../report/run-report.ts';
import type { Words } from '../../report/words/words.ts';
import { type InspectedFlows, inspectFlows } from '../select-flows.ts';
import type { Company } from './company.ts';

/** The checked-out mappings, and how to speak of them. */
export interface CheckedOut {
  readonly workspace: string;
  /** The folder, relative to the workspace. */
  readonly mappings: string;
  /** Which of several companies it is about; null = there is one only. */
  readonly company: Company | null;
  /** Of the sentence. */
  readonly words: Words;
}

/**
 * What would be wrong with the mappings if a file had another text: the first problem that they do not have now, in a sentence; null = nothing. The file is
 * written, looked at, and put back.
 */
export function problemWith(file: string, text: string, checkedOut: CheckedOut): string | null {
  const { workspace, words } = checkedOut;
  const problems = (): readonly ReportedError[] => inspect(checkedOut).problems.map(reportedError);
  const before = problems().map(withoutPlace);
  const place = path.join(workspace, file);
  const kept = existsSync(place) ? readFileSync(place) : null;
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, text);
  try {
    const fresh = problems().find((problem) => {
      const known = before.indexOf(withoutPlace(problem));
      if (known >= 0) before.splice(known, 1);
      return known < 0;
    });
    return fresh === undefined ? null : lineIn(words, fresh);
  } finally {
    if (kept === null) rmSync(place);
    else writeFileSync(place, kept);
  }
}

/** The mappings as a company reads them, with all their mistakes. */
export const inspect = ({ mappings, workspace, company }: Omit<CheckedOut, 'words'>): InspectedFlows =>
  inspectFlows(mappings, workspace, { administration: company?.name ?? null });

/** A new line moves the others, so that the same problem is told of another line. */
const withoutPlace = ({ code, message, at }: ReportedError): string => [code, at?.file ?? '', message].join('\n');
