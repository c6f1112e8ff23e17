/**
 * The pairs in a file such as GITHUB_OUTPUT: `name=value`, or `name<<DELIMITER`, lines, `DELIMITER`. Anything else fails
 * the step, as on a runner.
 */
export function parseOutputFile(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  while (lines.length > 0) {
    const line = lines.shift() ?? '';
    if (line === '') continue;
    const [, name = '', sign, rest = ''] = /^(.+?)(=|<<)(.*)$/.exec(line) ?? [];
    if (sign === undefined) throw new Error(`Unable to process file command 'output' successfully: '${line}'`);
    outputs[name] = sign === '=' ? rest : takeUntil(lines, rest, name);
  }
  return outputs;
}

function takeUntil(lines: string[], delimiter: string, name: string): string {
  const end = lines.indexOf(delimiter);
  if (delimiter === '' || end < 0) throw new Error(`Matching delimiter not found for the value of '${name}'`);
  const value = lines.splice(0, end + 1).slice(0, -1);
  return value.join('\n');
}
