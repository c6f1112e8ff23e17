import { styleText } from 'node:util';

/** What of a text is to be seen first. */
type Role = 'heading' | 'code';

const STYLES = { heading: ['bold'], code: ['bold', 'red'] } as const;

/** A text in the style of its role if the stream is a terminal that shows colours; NO_COLOR and FORCE_COLOR are obeyed. */
const styled = (role: Role, text: string, stream: NodeJS.WriteStream): string =>
  styleText([...STYLES[role]], text, { stream });

/** A help text: what stands alone at the beginning of a line is a heading. */
export const helpText = (text: string, stream: NodeJS.WriteStream): string =>
  text.replace(/^(?:[A-Z][a-z]+(?: [a-z]+){0,3}|Examples, .+)$/gm, (heading) => styled('heading', heading, stream));

/** A line that tells an error: it begins with its code. */
export const errorLine = (line: string, stream: NodeJS.WriteStream): string =>
  line.replace(/^[A-Z][A-Z_]+(?= )/, (code) => styled('code', code, stream));
