import { tryOthers } from './others.ts';
import { tryHostile } from './try.ts';

tryHostile(1);
tryOthers(1);
