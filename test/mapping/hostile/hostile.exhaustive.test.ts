import { tryOthers } from './others.ts';
import { tryHostile } from './try.ts';

/** Thousands of broken files. */
tryHostile(20);
tryOthers(20);
