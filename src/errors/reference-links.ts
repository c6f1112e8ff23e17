import { factsOfCode } from './codes.ts';

/** The reference of the mapping language, beside the bundle. */
const REFERENCE = 'docs/mapping.md';

/** Files whose keys stand in a part of their own, not among the keys of a flow. */
const FILES: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)tables\/[^/]+$/, 'tables'],
  [/\.test\.yml$/, 'tests'],
  [/(^|\/)settings\.yml$/, 'settings'],
  [/(^|\/)links\.yml$/, 'links'],
];

/** Parts that explain what stands in any of these files. */
const OF_ANY_FILE: ReadonlySet<string> = new Set(['keys', 'building-on-other-mappings']);

/** Files that the pages of operating explain. */
const ELSEWHERE: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)paused\.yml$/, 'docs/operating.md#retry-skip-pause'],
  [/(^|\/)messages\.yml$/, 'docs/operating.md#messages-of-your-own'],
];

/** Codes of logins that a person has to make anew, and the page that says how. */
const LOST_LOGIN: ReadonlySet<string> = new Set(['AUTHORISATION_EXPIRED', 'REFRESH_REFUSED']);
const LOGIN_PAGE = 'docs/troubleshooting.md#a-login-is-lost';

/**
 * Where a problem of a mapping is explained, such as `docs/mapping.md#tables`, by its code and the file that it is in, and how to log in again;
 * undefined for every other error.
 */
export function referenceOf(code: string, file: string | undefined): string | undefined {
  if (LOST_LOGIN.has(code)) return LOGIN_PAGE;
  if (file === undefined) return undefined;
  const anchor = factsOfCode(code)?.part;
  if (anchor === undefined) return undefined;
  const other = OF_ANY_FILE.has(anchor) ? ELSEWHERE.find(([name]) => name.test(file))?.[1] : undefined;
  if (other !== undefined) return other;
  const own = OF_ANY_FILE.has(anchor) ? FILES.find(([name]) => name.test(file))?.[1] : undefined;
  return `${REFERENCE}#${own ?? anchor}`;
}

/**
 * The address of a page of the documentation, of the version that runs, from the runner's variables: the page is not in the user's repository. Without them, and
 * for anything else, the text as it is.
 */
export function addressOf(
  reference: string,
  {
    GITHUB_SERVER_URL: server,
    GITHUB_ACTION_REPOSITORY: repository,
    GITHUB_ACTION_REF: ref,
  }: Readonly<Record<string, string | undefined>>,
): string {
  if (!server || !repository || !ref || !reference.startsWith('docs/')) return reference;
  return `${server}/${repository}/blob/${ref}/${reference}`;
}
