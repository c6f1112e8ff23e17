import { tryOthers } from './hostile/others.ts';
import { tryHostile } from './hostile/try.ts';

tryHostile(1);
tryOthers(1);
