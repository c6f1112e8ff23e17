/** An annotation of a step on the run, and on a file if it names one; line and column count from 1. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly title?: string;
  readonly file?: string;
  readonly line?: number;
  readonly col?: number;
}

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

const LEVELS: Readonly<Record<string, Annotation['level']>> = { error: 'error', warning: 'warning', notice: 'notice' };

/**
 * Reads a step's output as the runner does, line by line: collects the commands `::error`, `::warning`, `::notice` and
 * `::add-mask`, and honours `::stop-commands`.
 */
export class CommandReader {
  readonly annotations: Annotation[] = [];
  readonly masks: string[] = [];
  #resumeToken: string | null = null;

  /** Takes one line; true if it may be shown (a line that masks a secret may not). */
  read(line: string): boolean {
    if (this.#resumeToken !== null) {
      if (line.trim() === `::${this.#resumeToken}::`) this.#resumeToken = null;
      return true;
    }
    const command = parseCommand(line);
    if (command === null) return true;
    const level = LEVELS[command.name];
    if (level !== undefined) this.annotations.push(annotation(level, command));
    if (command.name === 'stop-commands') this.#resumeToken = command.data;
    if (command.name !== 'add-mask') return true;
    this.masks.push(command.data);
    return false;
  }
}

function parseCommand(line: string): Command | null {
  const match =
    /^\s*::([a-z-]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$/s.exec(line) ??
    // The older form is obeyed wherever it stands in a line.
    /##\[([a-z-]+)(?: ([^\]]*))?\](.*)$/s.exec(line);
  if (match === null) return null;
  const [, name = '', list = '', data = ''] = match;
  const properties: Record<string, string> = {};
  for (const pair of list.split(',')) {
    const [property = '', ...value] = pair.split('=');
    if (value.length === 0) continue;
    properties[property.trim()] = unescapeText(value.join('=').replaceAll('%3A', ':').replaceAll('%2C', ','));
  }
  return { name, properties, data: unescapeText(data) };
}

function unescapeText(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function annotation(level: Annotation['level'], { properties, data }: Command): Annotation {
  const { title, file, line, col } = properties;
  return {
    level,
    message: data,
    ...(title === undefined ? {} : { title }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line: Number(line) }),
    ...(col === undefined ? {} : { col: Number(col) }),
  };
}
