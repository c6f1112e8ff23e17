import { tryOthers } from './hostile/others.ts';
import { tryHostile } from './hostile/try.ts';

/** Thousands of broken files. */
tryHostile(20);
tryOthers(20);
