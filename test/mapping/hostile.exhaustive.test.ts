import { tryHostile } from './hostile/try.ts';

/** Thousands of broken files. */
tryHostile(20);
