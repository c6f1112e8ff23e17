import { lineIn } from '../describe-error.ts';
import { fitted } from '../page/fit.ts';
import { markdown } from '../page/markdown.ts';
import { list, type Page, paragraph, section, title, withCode } from '../page/page.ts';
import { quietPage } from '../page/quiet.ts';
import type { ReportedError } from '../run-report.ts';
import { TITLE } from '../title.ts';
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

/** What a comment is about. */
export interface Commenting {
  /** The folder of mappings, with the administration if it lists several: each has a comment of its own. */
  readonly name: string;
  /** The commit that was planned: whoever approves the pull request sees that it is the one at hand. */
  readonly commit: string;
  /** The longest text, in characters. */
  readonly most: number;
}

/** What a change of the mappings does, as the comment of its pull request: the verdict, the edits of tables in plain words, and for each flow what changes. */
export const planComment = (comparison: Comparison, words: Words, about: Commenting): PlanComment =>
  commentOf(commentPage(comparison, words), words, about);

/** The comment of a plan that failed: what an earlier plan said does not hold for this commit. */
export function failureComment(errors: readonly ReportedError[], words: Words, about: Commenting): PlanComment {
  const lines = errors.map((error) => withCode(lineIn(words, error)));
  return commentOf([paragraph(`❌ ${words.plan.change.failed}`), ...list(lines, 'problem')], words, about);
}

function commentOf(said: Page, words: Words, { name, commit, most }: Commenting): PlanComment {
  const marker = `<!-- exact-asperion-sync plan ${encodeURIComponent(name)} -->`;
  const { change, theSummary } = words.plan;
  const page = [title(change.title(TITLE)), paragraph(change.commit(commit)), ...said];
  return { marker, text: markdown(fitted(quietPage(page), most - marker.length - 1, theSummary, words)) };
}

function commentPage(comparison: Comparison, words: Words): Page {
  const { change, tables } = words.plan;
  const { warnings } = comparison;
  return [
    paragraph(comparisonHeadline(comparison, words)),
    ...list(warnings.map(words.said), 'warning'),
    ...errorList(comparison, words),
    ...section(tables.title, tableEditLines(comparison.edits, words)),
    ...comparison.flows.flatMap((flow) => section(flow.flow, changesOfFlow(flow, words))),
    ...basisOf({ ...comparison, warnings: [] }, words),
    paragraph(change.seeSummary),
  ];
}
