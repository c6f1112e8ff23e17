import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type GitHubSandbox, startGitHubSandbox } from '../../sandbox/github/server.ts';
import { type CommentPlace, LONGEST_COMMENT, writeComment } from '../../src/github/issue-comments.ts';

const MARKER = '<!-- exact-asperion-sync plan mappings -->';
let github: GitHubSandbox;
let place: CommentPlace;
beforeEach(async () => {
  github = await startGitHubSandbox();
  place = { apiUrl: github.url, repository: github.repository, token: github.token, number: 12, head: '6a1f0c7' };
  for (const number of [12, 13]) github.code.heads.set(number, place.head);
});
afterEach(() => github[Symbol.asyncDispose]());
const said = (id: number, body: string, author = 'bookkeeper', issue = 12) =>
  github.comments.push({ id, issue, author, isBot: author.endsWith('[bot]'), body });
const bodies = (): readonly string[] => github.comments.map(({ body }) => body);

describe('the comment of a pull request', () => {
  test('is written once and then updated in place', async () => {
    expect(await writeComment(place, MARKER, 'first')).toEqual({ outcome: 'created' });
    said(2, 'Looks good.');
    expect(await writeComment(place, MARKER, 'second')).toEqual({ outcome: 'updated' });
    expect(bodies()).toEqual([`${MARKER}\nsecond`, 'Looks good.']);
    // Another administration of the repository, and another pull request, have their own.
    expect(await writeComment(place, MARKER.replace('mappings', 'eu'), 'third')).toEqual({ outcome: 'created' });
    expect(await writeComment({ ...place, number: 13 }, MARKER, 'fourth')).toEqual({ outcome: 'created' });
    expect(bodies()).toHaveLength(4);
  });

  test('is found behind hundreds of others', async () => {
    for (let id = 1; id <= 250; id += 1) said(id, `remark ${id}`);
    said(251, `${MARKER}\nold`, 'github-actions[bot]');
    expect(await writeComment(place, MARKER, 'new')).toEqual({ outcome: 'updated' });
    expect(bodies().at(-1)).toBe(`${MARKER}\nnew`);
  });

  test('is never that of a person or another app, nor one that only quotes the marker', async () => {
    said(1, `${MARKER}\nby a person`);
    said(2, `${MARKER}\nby an app`, 'other[bot]');
    said(3, `> ${MARKER}`, 'github-actions[bot]');
    const before = bodies();
    expect(await writeComment(place, MARKER, 'text')).toEqual({ outcome: 'created' });
    expect(bodies()).toEqual([...before, `${MARKER}\ntext`]);
  });

  test('is left alone by a run of an older commit, which somebody started again', async () => {
    await writeComment(place, MARKER, 'new');
    expect(await writeComment({ ...place, head: '5b2e1d8' }, MARKER, 'old')).toEqual({ outcome: 'outdated' });
    expect(bodies()).toEqual([`${MARKER}\nnew`]);
  });

  test('is only replaced, and not created, for what needs none', async () => {
    expect(await writeComment(place, MARKER, 'failed', false)).toEqual({ outcome: 'none' });
    await writeComment(place, MARKER, 'planned');
    expect(await writeComment(place, MARKER, 'failed', false)).toEqual({ outcome: 'updated' });
    expect(bodies()).toEqual([`${MARKER}\nfailed`]);
  });

  test.each([
    ['read-only', { outcome: 'refused', reason: 'HTTP 403' }],
    ['forbidden', { outcome: 'refused', reason: 'HTTP 403' }],
    ['limited', { outcome: 'failed', reason: 'HTTP 403' }],
  ] as const)('is not written with a token that is %s, and says why', async (comments, expected) => {
    github.switches.comments = comments;
    expect(await writeComment(place, MARKER, 'text')).toEqual(expected);
    expect(github.comments).toEqual([]);
  });

  test('is not sent twice when GitHub fails while it is written', async () => {
    github.switches.unavailableRestCalls = 1;
    expect(await writeComment(place, MARKER, 'text')).toEqual({ outcome: 'created' });
    expect(github.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    await github.close();
    expect(await writeComment(place, MARKER, 'text')).toEqual({ outcome: 'failed', reason: 'ECONNREFUSED' });
  });

  test('is refused above the longest text, which counts characters and the marker', async () => {
    const room = LONGEST_COMMENT - MARKER.length - 1;
    expect(await writeComment(place, MARKER, '€'.repeat(room))).toEqual({ outcome: 'created' });
    expect(await writeComment(place, MARKER, '€'.repeat(room + 1))).toEqual({ outcome: 'failed', reason: 'HTTP 422' });
  });
});
