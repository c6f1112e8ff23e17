/** Reads and compiles all shipped mappings, as every command does first; `mapping.ts` measures it with Node's start. */
import path from 'node:path';
import { readFlows } from '../../src/commands/select-flows.ts';

readFlows('mappings', path.resolve(import.meta.dirname, '../..'));
