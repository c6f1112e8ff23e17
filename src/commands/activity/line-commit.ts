import type { Environment } from '../../config/inputs.ts';
import type { SourcePosition } from '../../errors/errors.ts';
import { git } from '../../github/git.ts';
import type { ActivityWords } from './words.ts';

/** Who last changed a line, without naming anybody; or, in one sentence, why that is not known. */
export type LineCommit =
  | { readonly commit: string; readonly subject: string; readonly pullRequest: string | null }
  | { readonly unknown: string };

const NEW = /^0+$/;

/** The commit that last changed a line of a file in a folder of a git checkout; `words` for why it is not known. */
export function commitOf(
  { file, line }: SourcePosition,
  folder: string,
  environment: Environment,
  words: ActivityWords,
): LineCommit {
  const run = (...args: readonly string[]) => git(args, folder, environment);
  if (run('rev-parse', '--is-inside-work-tree') !== 'true') {
    return { unknown: words.noCheckout };
  }
  const blame = run('blame', '--porcelain', '-L', `${line},${line}`, '--', file);
  const commit = blame?.split(' ', 1)[0] ?? '';
  if (blame === null || NEW.test(commit)) return { unknown: words.notCommitted(`${file}:${line}`) };
  if (/^boundary$/m.test(blame) && run('rev-parse', '--is-shallow-repository') === 'true') {
    return { unknown: words.shallow };
  }
  const subject = /^summary (.*)$/m.exec(blame)?.[1] ?? '';
  return { commit, subject, pullRequest: /\(#(\d+)\)$/.exec(subject)?.[1] ?? mergedBy(commit, run) };
}

/** The pull request whose merge brought a commit into this branch; null if none did, as for a commit that was pushed to the branch itself. */
function mergedBy(commit: string, run: (...args: readonly string[]) => string | null): string | null {
  const range = ['--first-parent', '--ancestry-path', '--reverse', `${commit}..HEAD`];
  const [first = ''] = (run('log', '--merges', '--format=%H %s', ...range) ?? '').split('\n');
  const [, merge, number] = /^(\w+) Merge pull request #(\d+)/.exec(first) ?? [];
  if (merge === undefined || number === undefined) return null;
  const wasThere = run('merge-base', '--is-ancestor', commit, `${merge}^1`) !== null;
  return wasThere ? null : number;
}

/** True if a file is not what it was at a commit; null if git does not know. */
export function differsSince(commit: string, file: string, folder: string, environment: Environment): boolean | null {
  if (git(['cat-file', '-e', `${commit}^{commit}`], folder, environment) === null) return null;
  return git(['diff', '--quiet', commit, '--', file], folder, environment) === null;
}
