/** Loaded before the product (`node --import`): the one line that `src/systems/registry.ts` would have for this system. */
import { systems } from '../../src/systems/registry.ts';
import { cardIndex } from './card-index.ts';

Object.assign(systems, { 'card-index': cardIndex });
