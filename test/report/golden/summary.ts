import type { Language } from '../../../src/errors/language.ts';
import { markdown } from '../../../src/report/page/markdown.ts';
import { readerOf } from '../../../src/report/reader.ts';
import { runPage } from '../../../src/report/run/summary.ts';
import { goldenReport } from './report.ts';

const onGitHub = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'example-trading/administration',
  GITHUB_REF_NAME: 'main',
};

/** The summary of the golden report, as Markdown. */
export const goldenSummary = (language: Language): string =>
  markdown(runPage(goldenReport(), readerOf(language, onGitHub)));

/** The file that has it. */
export const goldenFile = (language: Language): string => `summary.${language}.md`;
