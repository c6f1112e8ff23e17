import type { Checkout } from '../../../src/config/checkout.ts';
import type { Language } from '../../../src/errors/language.ts';
import { markdown } from '../../../src/report/page/markdown.ts';
import { planComment } from '../../../src/report/plan/comment-page.ts';
import { comparisonPage } from '../../../src/report/plan/comparison-summary.ts';
import { planPage } from '../../../src/report/plan/plan-summary.ts';
import { readerOf } from '../../../src/report/reader.ts';
import { runPage } from '../../../src/report/run/summary.ts';
import { wordsIn } from '../../../src/report/words/words.ts';
import { goldenComparison } from './comparison.ts';
import { goldenPlan } from './plan.ts';
import { goldenReconcile } from './reconcile.ts';
import { goldenReport, goldenShipped } from './report.ts';

const onGitHub = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'example-trading/administration',
  GITHUB_REF_NAME: 'main',
};

/** A folder that builds on the shipped mappings and has one table of its own. */
const small: Checkout = {
  has: (file) => ['mappings/settings.yml', 'mappings/tables/payment-conditions.yml'].includes(file),
  use: { file: 'mappings/settings.yml', line: 3, column: 1 },
};

/** The texts that people read, each as Markdown: what a run and a plan say in their summaries, and what a pull request gets. */
export const goldenTexts = {
  summary: (language: Language) => markdown(runPage(goldenReport(), readerOf(language, onGitHub))),
  shipped: (language: Language) => markdown(runPage(goldenShipped(), readerOf(language, onGitHub, small))),
  reconcile: (language: Language) => markdown(runPage(goldenReconcile(), readerOf(language, onGitHub, small))),
  plan: (language: Language) => markdown(planPage(goldenPlan, readerOf(language, onGitHub, small))),
  change: (language: Language) => markdown(comparisonPage(goldenComparison, wordsIn(language))),
  comment: (language: Language) => {
    const about = { name: 'mappings', commit: '6a1f0c7be2d94853aa70e1c5d3b8f2941c06ed57', most: 60_000 };
    return planComment(goldenComparison, wordsIn(language), about).text;
  },
} as const satisfies Record<string, (language: Language) => string>;

/** The name of a golden text. */
export type Golden = keyof typeof goldenTexts;

/** The names of all golden texts. */
export const goldens = Object.keys(goldenTexts) as readonly Golden[];

/** The file that has a text. */
export const goldenFile = (golden: Golden, language: Language): string => `${golden}.${language}.md`;
