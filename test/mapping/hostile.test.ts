import { tryHostile } from './hostile/try.ts';

tryHostile(1);
