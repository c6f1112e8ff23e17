import { type Checkout, isShipped, UNSEEN } from '../config/checkout.ts';
import type { SourcePosition } from '../errors/errors.ts';
import type { Language } from '../errors/language.ts';
import { addressOf } from '../errors/reference-links.ts';
import type { Piece } from './page/page.ts';
import { type Words, wordsIn } from './words/words.ts';

/** Who reads a page: in which language, and where a line of a file can be edited. */
export interface Reader {
  readonly words: Words;
  /** `mappings/tables/vat-codes.yml:12`, as a link to GitHub's editor where there is one; a file that is not there yet, as a link to the page that makes it. */
  readonly place: (at: SourcePosition) => Piece;
  readonly checkout: Checkout;
}

/** The reader of a run's page, from the runner's variables: GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_REF_NAME, for a pull request GITHUB_HEAD_REF. */
export function readerOf(
  language: Language,
  environment: Readonly<Record<string, string | undefined>>,
  checkout: Checkout = UNSEEN,
): Reader {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_REF_NAME, GITHUB_HEAD_REF } = environment;
  // Of a pull request, the other name is that of no branch: 12/merge.
  const branch = GITHUB_HEAD_REF || GITHUB_REF_NAME;
  const isOnGitHub = [server, repository, branch].every((part) => part !== undefined && part !== '');
  return {
    words: readWords(language, environment),
    checkout,
    place: ({ file, line }) => {
      const isThere = checkout.has(file);
      const shown = isThere || isShipped(file) ? `${file}:${line}` : file;
      // What comes with the action is not in the repository.
      if (!isOnGitHub || isShipped(file)) return shown;
      const parts = file.split('/').map(encodeURIComponent);
      const page = isThere
        ? `edit/${branch}/${parts.join('/')}#L${line}`
        : `new/${[branch, ...parts.slice(0, -1)].join('/')}?filename=${parts.at(-1)}`;
      return { link: shown, to: `${server}/${repository}/${page}` };
    },
  };
}

/** The words for a page that is read on GitHub: what they refer to in the documentation has its whole address there. */
export function readWords(language: Language, environment: Readonly<Record<string, string | undefined>>): Words {
  const words = wordsIn(language);
  return { ...words, see: (reference) => words.see(addressOf(reference, environment)) };
}
