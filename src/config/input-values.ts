import type { ErrorCode } from '../errors/codes.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time.ts';
import { INPUT_DEFAULTS, INPUTS } from './input-names.ts';

/** Notes what is wrong with an input, and what to do. */
export type Refuse = (code: ErrorCode, message: string, hint: string) => void;

/** Where the state is kept. */
export type StateStore = { readonly kind: 'cache' } | { readonly kind: 'file'; readonly path: string };

/** `FLOW@HASH`, as a plan or a guard writes it: `approve: FLOW@HASH`, and people copy all of it. */
export function approvals(entries: readonly string[], refuse: Refuse): ReadonlyMap<string, string> {
  const given = entries.map((one) => one.replace(/^approve:\s*/, ''));
  const wrong = given.find((one) => !/^[^@\s]+@[0-9a-f]{16}$/.test(one));
  if (wrong !== undefined) {
    refuse(
      'WRONG_INPUT',
      `The input "${INPUTS.approve}" is not FLOW@HASH.`,
      'Copy it from the plan, or from the message of the guard.',
    );
  }
  const byFlow = given.map((one) => [one.slice(0, one.indexOf('@')), one] as const);
  const flows = byFlow.map(([flow]) => flow);
  const twice = flows.find((flow, position) => flows.indexOf(flow) !== position);
  if (wrong === undefined && twice !== undefined) {
    const message = `The input "${INPUTS.approve}" names ${twice} twice.`;
    refuse('WRONG_INPUT', message, 'Leave the one of the newest plan.');
  }
  return new Map(byFlow);
}

/** Entries separated by commas or lines; null if nothing is given. Commas alone are refused: they would stand for everything. */
export function list(name: string, text: string, refuse: Refuse): readonly string[] | null {
  if (text === '') return null;
  const parts = text.split(/[,\n]/).map((part) => part.trim());
  const filled = parts.filter((part) => part !== '');
  if (filled.length === 0)
    refuse(
      'WRONG_INPUT',
      `The input "${name}" names nothing.`,
      'Write what it is about between the commas, or remove it.',
    );
  return filled;
}

/** Real addresses use https; http is only for this machine. */
export function checkedAddress(name: string, text: string, refuse: Refuse): string {
  const url = URL.parse(text);
  const example = `Write it like ${INPUT_DEFAULTS[name]}.`;
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    `${url.username}${url.password}${url.search}${url.hash}` !== ''
  ) {
    refuse('BAD_URL', `The input "${name}" is not a plain web address.`, example);
    return '';
  }
  if (url.protocol === 'http:' && !isLoopback(url)) {
    const hint = `${example} http: is accepted for this machine alone (localhost, 127.0.0.1).`;
    refuse('INSECURE_URL', `The input "${name}" must start with https:.`, hint);
  }
  return url.href.replace(/\/+$/, '');
}

const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);

/** An address whose path or query is a secret: it goes into no message. Null if it is not given or refused. */
export function secretAddress(name: string, text: string, refuse: Refuse): string | null {
  if (text === '') return null;
  const url = URL.parse(text);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url))) return url.href;
  refuse(
    'BAD_URL',
    `The input "${name}" is not a web address that starts with https:.`,
    'Copy it again into its secret.',
  );
  return null;
}

const UNITS_MS: Readonly<Record<string, number>> = { m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };

/** `90m`, `3h` or `1d` in milliseconds. */
export function duration(name: string, text: string, refuse: Refuse): number {
  const [, number = '', unit = ''] = /^(\d{1,4})([mhd])$/.exec(text) ?? [];
  if (unit === '') refuse('WRONG_INPUT', `The input "${name}" can't be "${text}".`, 'Write it like 90m, 3h or 1d.');
  return Number(number) * (UNITS_MS[unit] ?? 0);
}

/** Less would not be enough to save and report, and to do something before. */
const FEWEST_MINUTES = 5;

/** Whole minutes, such as `25`, in milliseconds. */
export function minutes(name: string, text: string, refuse: Refuse): number {
  const number = Number(/^(\d{1,4})m?$/.exec(text)?.[1] ?? 0);
  if (number < FEWEST_MINUTES)
    refuse(
      'WRONG_INPUT',
      `The input "${name}" can't be "${text}".`,
      `Write whole minutes, ${FEWEST_MINUTES} or more, such as 25m.`,
    );
  return number * MINUTE_MS;
}

/** `cache`, or `file:` and a path. */
export function store(text: string, refuse: Refuse): StateStore {
  if (text.startsWith('file:') && text.length > 'file:'.length)
    return { kind: 'file', path: text.slice('file:'.length) };
  if (text !== 'cache') {
    refuse('WRONG_INPUT', `The input "${INPUTS.stateStore}" can't be "${text}".`, 'Use cache, or file: and a path.');
  }
  return { kind: 'cache' };
}
