// Loaded into a Node process with --import=…/shift.mjs?ahead=MS: all of it, its worker threads and the processes that it starts then live so
// many milliseconds ahead of their clock. Only `Date` moves: timers and certificates keep the machine's time. Old Nodes read this file as well.

// Loaded into a Node process with --import=…/shift.mjs?ahead=MS: all of it, its worker threads and the processes that it starts then live so
// many milliseconds ahead of their clock. Only `Date` moves: timers and certificates keep the machine's time. Old Nodes read this file as well.
import childProcess, { ChildProcess } from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';

const aheadMs = Number(new URL(import.meta.url).searchParams.get('ahead'));
const Real = globalThis.Date;
const real = Real.now;
Real.now = () => real() + aheadMs;
globalThis.Date = new Proxy(Real, {
  construct: (target, given, as) => Reflect.construct(target, given.length === 0 ? [Real.now()] : given, as),
  apply: () => new Real(Real.now()).toString(),
});
Real.prototype.constructor = globalThis.Date;

// A clock belongs to the machine: a process gets it whatever else its environment is made of.
const own = `--import=${import.meta.url}`;
const withOwn = (options = '') => (options.includes(own) ? options : `${own} ${options}`.trim());

const spawn = ChildProcess.prototype.spawn;
ChildProcess.prototype.spawn = function spawnShifted(options) {
  const isOptions = (pair) => pair.startsWith('NODE_OPTIONS=');
  const [given = 'NODE_OPTIONS='] = options.envPairs.filter(isOptions);
  const pair = `NODE_OPTIONS=${withOwn(given.slice('NODE_OPTIONS='.length))}`;
  options.envPairs = [...options.envPairs.filter((one) => !isOptions(one)), pair];
  return spawn.call(this, options);
};
for (const name of ['spawnSync', 'execFileSync']) {
  const run = childProcess[name];
  childProcess[name] = (file, args, options) => {
    const [list, rest = {}] = Array.isArray(args) ? [args, options] : [[], args];
    const env = { ...(rest.env ?? process.env) };
    return run(file, list, { ...rest, env: { ...env, NODE_OPTIONS: withOwn(env.NODE_OPTIONS) } });
  };
}
syncBuiltinESMExports();
