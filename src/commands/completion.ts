import { ConfigError } from '../errors/errors.ts';
import { nearest } from '../nearest.ts';
import type { Command } from './command-line/command.ts';

/** A command as a shell completes it: what may follow its name. */
interface Completed {
  readonly name: string;
  readonly says: string;
  readonly words: readonly string[];
}

/** Makes a shell's script. */
type Shell = (commands: readonly Completed[]) => string;

/** What `completion --help` says. */
export const completionHelp = `exact-asperion-sync completion writes a script that makes a shell complete commands, options, resources and codes.

  exact-asperion-sync completion SHELL         bash, zsh or fish

Examples
  source <(exact-asperion-sync completion bash)
  exact-asperion-sync completion zsh > ~/.zfunc/_exact-asperion-sync
  exact-asperion-sync completion fish > ~/.config/fish/completions/exact-asperion-sync.fish`;

const shells: Readonly<Record<string, Shell>> = { bash, zsh, fish };

/** The shells that there is a script for. */
export const shellNames: readonly string[] = Object.keys(shells);

/** Writes the script of a shell for these commands. Throws ConfigError UNKNOWN_ARGUMENT for another shell. */
export async function completionCommand(
  args: readonly string[],
  { output }: { readonly output: { write(text: string): unknown } },
  commands: readonly Command[],
): Promise<boolean> {
  const [name = '', ...others] = args;
  const shell = Object.hasOwn(shells, name) ? shells[name] : undefined;
  if (shell === undefined || others.length > 0) {
    const meant = nearest(name, shellNames);
    const hint = meant === null || meant === name ? `Write ${shellNames.join(', ')}.` : `Did you mean ${meant}?`;
    throw new ConfigError('UNKNOWN_ARGUMENT', 'completion takes the name of one shell.', { hint });
  }
  output.write(shell(await Promise.all(commands.map(completed))));
  return true;
}

async function completed({ name, says, load }: Command): Promise<Completed> {
  const { flags = {}, words } = await load();
  const options = [...Object.keys(flags).map((flag) => `--${flag}`), '--help'];
  return { name, says, words: [...(words?.() ?? []), ...options] };
}

/** A text in single quotes, for all three shells. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** After the name of a command its words, else the commands. What takes a file is completed by the shell itself. */
function bash(commands: readonly Completed[]): string {
  const cases = commands.map(({ name, words }) => `    ${name}) words=${quoted(words.join(' '))} ;;`);
  return `# Completion of exact-asperion-sync for bash.
_exact_asperion_sync() {
  local words=${quoted([...commands.map(({ name }) => name), '--help', '--version'].join(' '))}
  [ "$COMP_CWORD" -gt 1 ] && case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    *) words='' ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _exact_asperion_sync exact-asperion-sync
`;
}

function zsh(commands: readonly Completed[]): string {
  const all = commands.map(({ name, says }) => `    ${quoted(`${name}:${says.replaceAll(':', '\\:')}`)}`);
  const cases = commands.map(({ name, words }) => `    ${name}) compadd -- ${words.join(' ')} ;;`);
  return `#compdef exact-asperion-sync
# Completion of exact-asperion-sync for zsh.
_exact_asperion_sync() {
  local -a commands=(
${all.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "$words[2]" in
${cases.join('\n')}
  esac
  _files
}
if [ "$funcstack[1]" = _exact_asperion_sync ]; then
  _exact_asperion_sync "$@"
else
  compdef _exact_asperion_sync exact-asperion-sync
fi
`;
}

function fish(commands: readonly Completed[]): string {
  const lines = commands.flatMap(({ name, says, words }) => [
    `complete -c exact-asperion-sync -n __fish_use_subcommand -f -a ${name} -d ${quoted(says)}`,
    `complete -c exact-asperion-sync -n '__fish_seen_subcommand_from ${name}' -a ${quoted(words.join(' '))}`,
  ]);
  return `# Completion of exact-asperion-sync for fish.\n${lines.join('\n')}\n`;
}
