import { SHIPPED } from '../config/packs/shipped.ts';
import type { SourcePosition } from '../errors/errors.ts';
import type { Language } from '../errors/language.ts';
import type { Piece } from './page/page.ts';
import { type Words, wordsIn } from './words/words.ts';

/** Who reads a page: in which language, and where a line of a file can be edited. */
export interface Reader {
  readonly words: Words;
  /** `mappings/tables/vat-codes.yml:12`, as a link to GitHub's editor where there is one. */
  readonly place: (at: SourcePosition) => Piece;
}

/** The reader of a run's page, from the runner's variables: GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_REF_NAME. */
export function readerOf(language: Language, environment: Readonly<Record<string, string | undefined>>): Reader {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_REF_NAME: branch } = environment;
  const isOnGitHub = [server, repository, branch].every((part) => part !== undefined && part !== '');
  return {
    words: wordsIn(language),
    place: ({ file, line }) => {
      const shown = `${file}:${line}`;
      // What comes with the action is not in the repository.
      if (!isOnGitHub || file.startsWith(`${SHIPPED}/`)) return shown;
      const path = file.split('/').map(encodeURIComponent).join('/');
      return { link: shown, to: `${server}/${repository}/edit/${branch}/${path}#L${line}` };
    },
  };
}
