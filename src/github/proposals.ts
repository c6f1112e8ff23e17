import { z } from 'zod';
import { type Ask, GitHubFault } from './calls.ts';

/** A change of one file, for people to review. */
export interface Proposal {
  /** The branch that it is for. */
  readonly base: string;
  /** The branch that it is on; the same name means the same pull request. */
  readonly branch: string;
  /** The file, from the root of the repository. */
  readonly path: string;
  /**
   * Makes the new text of the file, null if nothing has to be changed. `before` is its text on the branch, `merged` that on the base; null = there is no such
   * file.
   */
  readonly change: (before: string | null, merged: string | null) => string | null;
  /** What the change is about: of two changes about the same, a pull request tells of the later one. */
  readonly about: string;
  readonly title: string;
  /** The title once the pull request has several changes. */
  readonly titleForMore: string;
  /** False = it joins nothing that people may have looked at already: no pull request that is open, no branch that has another text of the file. */
  readonly joins: boolean;
  /** What this change is, in one paragraph; a pull request has those of all of its changes. */
  readonly body: string;
}

/** What became of a proposal; `branch` = GitHub Actions may not open pull requests here, `url` leads to the form that opens it. */
export interface Proposed {
  readonly outcome: 'opened' | 'updated' | 'same' | 'branch';
  readonly url: string;
}

/** There is a pull request, or a branch that may become one, and this proposal joins none. */
export class ProposalOpen extends Error {}

/** Where the repository is on the web: `server` is GITHUB_SERVER_URL. */
export interface Place {
  readonly server: string;
  /** `owner/name`. */
  readonly repository: string;
}

const pulls = z.array(
  z.object({ html_url: z.string(), state: z.string(), number: z.number(), body: z.string().nullish() }),
);
const reference = z.object({ object: z.object({ sha: z.string() }) });
/** GitHub answers another encoding, and no content, for a file over 1 MB (GH-contents): nothing may be written in its place. */
const file = z.object({ content: z.string(), encoding: z.literal('base64'), sha: z.string() });
const done = z.unknown().transform(() => true);

/**
 * Puts a change on a branch and opens a pull request, or adds it to the one that is open. Throws GitHubFault, ProposalOpen, and whatever `change` throws.
 * Needs `contents: write` and `pull-requests: write`.
 */
export async function propose(ask: Ask, { server, repository }: Place, proposal: Proposal): Promise<Proposed> {
  const { base, branch, path, change, title, joins } = proposal;
  const head = `${repository.split('/')[0]}:${branch}`;
  const known = await ask({ path: '/pulls', query: { head, state: 'all', per_page: 100 } }, pulls);
  const open = known.find(({ state }) => state === 'open');
  if (open !== undefined && !joins) throw new ProposalOpen();
  const merged = (await fileOn(ask, path, base))?.text ?? null;
  // Nothing is made for a change that the base has already.
  if (open === undefined && change(merged, merged) === null) return { outcome: 'same', url: '' };
  if (open === undefined) await startBranch(ask, proposal, known.length > 0);
  const there = await fileOn(ask, path, branch);
  if (!joins && (there?.text ?? null) !== merged) throw new ProposalOpen();
  const text = change(there?.text ?? null, merged);
  if (text !== null) {
    const content = Buffer.from(text).toString('base64');
    const sha = there === null ? {} : { sha: there.sha };
    await ask({ method: 'PUT', path: contents(path), body: { branch, content, message: title, ...sha } }, done);
  }
  if (open !== undefined) {
    const before = open.body ?? '';
    // A row that is there already may have been told otherwise: as a guess.
    const isTold = text === null && before.includes(`${proposal.body} ${markOf(proposal)}`);
    if (!isTold) await ask({ method: 'PATCH', path: `/pulls/${open.number}`, body: toldIn(before, proposal) }, done);
    return { outcome: text === null ? 'same' : 'updated', url: open.html_url };
  }
  try {
    const made = await ask(
      { method: 'POST', path: '/pulls', body: { ...toldIn('', proposal), head: branch, base } },
      z.object({ html_url: z.string() }),
    );
    return { outcome: 'opened', url: made.html_url };
  } catch (error) {
    if (!(error instanceof GitHubFault) || !error.isRefused) throw error;
    return { outcome: 'branch', url: `${server}/${repository}/compare/${base}...${branch}?expand=1` };
  }
}

/** Title and body of a pull request that tells of a change after what it told before. */
function toldIn(before: string, proposal: Proposal): { title: string; body: string } {
  const { title, titleForMore, body } = proposal;
  const mark = markOf(proposal);
  // The web editor writes line ends of Windows.
  const parts = before.replaceAll('\r\n', '\n').split('\n\n');
  const others = parts.filter((part) => part.trim() !== '' && !part.includes(mark));
  return {
    title: others.length === 0 ? title : titleForMore,
    body: `${[...others.map((part) => part.trimEnd()), `${body} ${mark}`].join('\n\n')}\n`,
  };
}

/** Tells, unseen by people, what a paragraph of a pull request is about. Nothing in it ends the comment. */
const markOf = ({ about }: Proposal): string =>
  `<!-- ${encodeURIComponent(about.toWellFormed()).replaceAll('-', '%2D')} -->`;

/** The branch at the newest commit of the base. One that is there already stays as it is, unless its pull request is closed. */
async function startBranch(ask: Ask, { base, branch }: Proposal, isClosed: boolean): Promise<void> {
  const { sha } = (await ask({ path: `/git/ref/heads/${base}` }, reference)).object;
  try {
    await ask({ method: 'POST', path: '/git/refs', body: { ref: `refs/heads/${branch}`, sha } }, done);
  } catch (error) {
    if (!(error instanceof GitHubFault) || error.status !== 422) throw error;
    if (isClosed) await ask({ method: 'PATCH', path: `/git/refs/heads/${branch}`, body: { sha, force: true } }, done);
  }
}

async function fileOn(
  ask: Ask,
  path: string,
  ref: string,
): Promise<{ readonly text: string; readonly sha: string } | null> {
  try {
    const { content, sha } = await ask({ path: contents(path), query: { ref } }, file);
    return { text: Buffer.from(content, 'base64').toString('utf8'), sha };
  } catch (error) {
    if (error instanceof GitHubFault && error.status === 404) return null;
    throw error;
  }
}

const contents = (path: string): string => `/contents/${path.split('/').map(encodeURIComponent).join('/')}`;
