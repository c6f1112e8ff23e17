/**
 * A page with its generated parts made anew: each stands between `<!-- NAME: … -->` and `<!-- /NAME -->`. Pure.
 */
export function withParts(page: string, parts: Readonly<Record<string, () => string>>): string {
  return Object.entries(parts).reduce((text, [name, make]) => {
    const marks = new RegExp(`(<!-- ${name}: [^\\n]*-->\\n)[\\s\\S]*?(<!-- /${name} -->)`);
    return text.replace(marks, (_, begin: string, end: string) => `${begin}\n${make()}\n\n${end}`);
  }, page);
}
