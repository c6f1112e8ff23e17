import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What a person did with an issue. */
export interface IssueEvent {
  readonly number: number;
  /** The person's account. */
  readonly login: string;
  /** A program did it. */
  readonly isBot: boolean;
  /** Somebody without a part in the repository commented: on a public one, that may be anybody. */
  readonly isStranger: boolean;
  /** The text of a new comment; null = the issue itself was edited. */
  readonly comment: string | null;
}

const person = z.object({ login: z.string(), type: z.string().optional() });
const eventSchema = z.object({
  action: z.string(),
  issue: z.object({ number: z.number(), pull_request: z.unknown().optional() }),
  comment: z.object({ body: z.string().nullish(), user: person, author_association: z.string().optional() }).optional(),
  sender: person,
});

const INSIDERS: ReadonlySet<string> = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/** The event of a run, from its file; null if it is neither a new comment on an issue nor an edit of one. */
export function readIssueEvent(eventName: string, eventPath: string): IssueEvent | null {
  if (eventName !== 'issue_comment' && eventName !== 'issues') return null;
  let event: z.infer<typeof eventSchema>;
  try {
    event = eventSchema.parse(JSON.parse(readFileSync(eventPath, 'utf8')));
  } catch {
    return null;
  }
  const { action, issue, comment, sender } = event;
  if (issue.pull_request !== undefined) return null;
  const isComment = eventName === 'issue_comment';
  if (action !== (isComment ? 'created' : 'edited') || (isComment && comment === undefined)) return null;
  const { login, type } = comment?.user ?? sender;
  const association = comment?.author_association;
  return {
    number: issue.number,
    login,
    isBot: type === 'Bot',
    isStranger: association !== undefined && !INSIDERS.has(association),
    comment: isComment ? (comment?.body ?? '') : null,
  };
}
