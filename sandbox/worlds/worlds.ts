import { broken } from './broken.ts';
import type { NamedWorld } from './named-world.ts';
import { small } from './small.ts';
import { typical } from './typical.ts';
import { yearEnd } from './year-end.ts';

/** The names of the worlds. */
export type WorldName = 'small' | 'typical' | 'year-end' | 'broken';

/** The worlds that a person can choose, by name. */
export const worlds: Readonly<Record<WorldName, NamedWorld>> = { small, typical, 'year-end': yearEnd, broken };
