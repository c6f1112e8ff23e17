/** Of a summary, what stands above its first section, and the sections whose headings begin as `wanted` says; details stay out. */
export function excerpt(markdown: string, wanted: readonly string[]): string {
  const [above = '', ...sections] = markdown.split(/^(?=### )/m);
  const shown = sections.filter((section) => wanted.some((heading) => section.startsWith(`### ${heading}`)));
  return [above, ...shown].join('').replace(/<details>[\s\S]*?<\/details>/g, '');
}
