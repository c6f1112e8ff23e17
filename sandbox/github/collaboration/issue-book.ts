/** An issue as it is kept. */
export interface StoredIssue {
  readonly number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  stateReason: string | null;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  /** Who opened it; `github-actions[bot]` for the token of a workflow. */
  readonly author: string;
  /** Of the author: `NONE`, `MEMBER`, … */
  readonly association: string;
  readonly comments: string[];
  /** Grows with every change. */
  changed: number;
}

/** What a person opens by hand. */
export interface HandWritten
  extends Partial<Pick<StoredIssue, 'title' | 'body' | 'labels' | 'author' | 'association'>> {}

/** A link of Markdown, of which a page shows the text. */
const LINK = /\[([^\]]+)\]\([^)]*\)/g;

/** The account of a workflow's token. */
export const BOT = 'github-actions[bot]';

/** The issues of a repository, its labels and its people; tests act as people here. */
export class IssueBook {
  readonly all: StoredIssue[] = [];
  readonly labels = new Set<string>();
  /** Rights by login: `admin`, `maintain`, `write`, `triage`, `read`. Others are nobody here. */
  readonly people = new Map<string, string>([['octo-maintainer', 'admin']]);
  /** Whom the token of calls belongs to. */
  account = BOT;
  #changes = 0;

  /** A new issue. */
  add(issue: Pick<StoredIssue, 'title' | 'body' | 'labels' | 'assignees' | 'author' | 'association'>): StoredIssue {
    const number = this.all.length + 1;
    for (const label of issue.labels) this.labels.add(label);
    const stored: StoredIssue = { ...issue, number, state: 'open', stateReason: null, comments: [], changed: 0 };
    this.all.push(stored);
    this.touch(stored);
    return stored;
  }

  /** A person opens an issue on the web. */
  open({
    title = 'Question',
    body = '',
    labels = [],
    author = 'stranger',
    association = 'NONE',
  }: HandWritten): StoredIssue {
    return this.add({ title, body, labels, assignees: [], author, association });
  }

  /** The issue of a number. Throws RangeError if there is none. */
  of(number: number): StoredIssue {
    const found = this.all.find((one) => one.number === number);
    if (found === undefined) throw new RangeError(`There is no issue ${number}.`);
    return found;
  }

  /** A person ticks the first box whose line shows these words; the web editor writes line ends of Windows. */
  tick(number: number, words: string): void {
    const issue = this.of(number);
    const lines = issue.body.split(/\r?\n/);
    const at = lines.findIndex((line) => line.startsWith('- [ ]') && line.replaceAll(LINK, '$1').includes(words));
    if (at < 0) throw new RangeError(`Issue ${number} has no open box with "${words}":\n${issue.body}`);
    lines[at] = (lines[at] ?? '').replace('- [ ]', '- [x]');
    issue.body = lines.join('\r\n');
    this.touch(issue);
  }

  /** A person closes an issue on the web. */
  close(number: number, reason: 'completed' | 'not_planned'): void {
    const issue = this.of(number);
    Object.assign(issue, { state: 'closed', stateReason: reason });
    this.touch(issue);
  }

  /** Notes a change. */
  touch(issue: StoredIssue): void {
    this.#changes += 1;
    issue.changed = this.#changes;
  }
}

/** An issue as the REST API and events show it. */
export function issueAnswer(issue: StoredIssue): Readonly<Record<string, unknown>> {
  const { number, title, body, state, stateReason, labels, assignees, author, association } = issue;
  return {
    id: 1000 + number,
    number,
    title,
    body,
    state,
    state_reason: stateReason,
    labels: labels.map((name) => ({ name })),
    assignees: assignees.map((login) => ({ login, type: 'User' })),
    user: { login: author, type: author.endsWith('[bot]') ? 'Bot' : 'User' },
    author_association: association,
    comments: issue.comments.length,
  };
}
