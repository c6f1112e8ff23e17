import { fitted } from '../page/fit.ts';
import { markdown } from '../page/markdown.ts';
import { heading, type Page, paragraph, section, title } from '../page/page.ts';
import { TITLE } from '../run/summary.ts';
import { changesOfFlow } from './changes-of-flow.ts';
import type { ComparedFlow, Comparison } from './comparison-report.ts';
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
export function planComment(comparison: Comparison, name: string, most: number): PlanComment {
  const marker = `<!-- exact-asperion-sync plan ${encodeURIComponent(name)} -->`;
  const page = fitted(commentPage(comparison), most - marker.length - 1, "the run's summary");
  return { marker, text: withoutMentions(markdown(page)) };
}

function commentPage(comparison: Comparison): Page {
  return [
    title(`${TITLE}: what this change does`),
    paragraph(comparisonHeadline(comparison)),
    ...errorList(comparison),
    ...section('Edited tables', tableEditLines(comparison.edits)),
    ...comparison.flows.flatMap(flowPart),
    ...basisOf(comparison),
    paragraph("The run's summary shows the edited files and every record."),
  ];
}

function flowPart(flow: ComparedFlow): Page {
  const { records, money } = flow;
  return records.length === 0 && money.length === 0 ? [] : [heading(flow.flow), ...changesOfFlow(flow)];
}

/** A text of a record must not call people: GitHub mails everybody who is mentioned in a comment. */
const withoutMentions = (text: string): string => text.replace(/(^|[^\w`])@(?=[\w-])/gm, '$1＠');
