import { fitted } from '../page/fit.ts';
import { markdown } from '../page/markdown.ts';
import { list, type Page, paragraph, section, title } from '../page/page.ts';
import { quietPage } from '../page/quiet.ts';
import { TITLE } from '../run/summary.ts';
import type { Words } from '../words/words.ts';
import { changesOfFlow } from './changes-of-flow.ts';
import type { Comparison } from './comparison-report.ts';
import { comparisonHeadline, errorList } from './comparison-summary.ts';
import { basisOf } from './plan-summary.ts';
import { tableEditLines } from './table-edit-lines.ts';

/** A comment of a pull request: which one of ours it is, and its Markdown. */
export interface PlanComment {
  /** Not shown by GitHub; the next run finds the comment by it. */
  readonly marker: string;
  readonly text: string;
}

/**
 * What a change of the mappings does, as the comment of its pull request: the verdict, the edits of tables in plain words, and for each flow what changes.
 * `name` is the folder of mappings, with the administration if it lists several: each has a comment of its own; `most` is the longest text, in characters.
 */
export function planComment(comparison: Comparison, words: Words, name: string, most: number): PlanComment {
  const marker = `<!-- exact-asperion-sync plan ${encodeURIComponent(name)} -->`;
  const page = fitted(
    quietPage(commentPage(comparison, words)),
    most - marker.length - 1,
    words.plan.theSummary,
    words,
  );
  return { marker, text: markdown(page) };
}

function commentPage(comparison: Comparison, words: Words): Page {
  const { change, tables } = words.plan;
  const { warnings } = comparison;
  return [
    title(change.title(TITLE)),
    paragraph(comparisonHeadline(comparison, words)),
    ...list(warnings.map(words.said), 'warning'),
    ...errorList(comparison, words),
    ...section(tables.title, tableEditLines(comparison.edits, words)),
    ...comparison.flows.flatMap((flow) => section(flow.flow, changesOfFlow(flow, words))),
    ...basisOf({ ...comparison, warnings: [] }, words),
    paragraph(change.seeSummary),
  ];
}
