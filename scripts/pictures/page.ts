import { marked } from 'marked';

/** A job summary as GitHub shows it, near enough for a picture: a page of its own. `markdown` is our own output, never a stranger's. */
export function page(markdown: string): string {
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><article>${marked.parse(markdown, { async: false })}</article>`;
}

const STYLE = `
:root { color-scheme: light dark; --line: #d1d9e0; --back: #ffffff; --stripe: #f6f8fa; --text: #1f2328; --link: #0969da; }
@media (prefers-color-scheme: dark) {
  :root { --line: #3d444d; --back: #0d1117; --stripe: #151b23; --text: #f0f6fc; --link: #4493f8; }
}
body { margin: 0; background: var(--back); color: var(--text); font: 14px/1.5 "Liberation Sans", Arial, sans-serif; }
article { padding: 16px 24px; }
h2, h3 { border-bottom: 1px solid var(--line); padding-bottom: 4px; margin: 16px 0 12px; }
h2 { font-size: 21px; } h3 { font-size: 17px; }
table { border-collapse: collapse; margin: 12px 0; }
th, td { border: 1px solid var(--line); padding: 5px 12px; }
tr:nth-child(2n) { background: var(--stripe); }
code { background: var(--stripe); padding: 2px 5px; border-radius: 5px; font: 12px "DejaVu Sans Mono", monospace; }
a { color: var(--link); }
`;
