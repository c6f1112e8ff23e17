import { systemNames, titleOf } from '../systems/registry.ts';

/** The first heading of every page. */
export const TITLE = systemNames().map(titleOf).join(' ⇄ ');
