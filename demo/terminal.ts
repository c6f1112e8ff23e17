import { type Page, piecesOf } from '../src/report/page/page.ts';

/** Of a summary, what stands above its first section, and the sections whose headings begin as `wanted` says; folded parts stay out. */
export function excerpt(page: Page, wanted: readonly string[]): Page {
  let isShown = true;
  return page.filter((block) => {
    if (block.kind === 'heading' && block.level === 3) {
      const [first] = piecesOf(block.text);
      isShown = wanted.some((heading) => typeof first === 'string' && first.startsWith(heading));
    }
    return isShown && block.kind !== 'details';
  });
}
