import { Listener } from './test/chaos/spoken.ts';
import { playCases } from './test/chaos/run-cases.ts';
import { wantedOf } from './test/chaos/cases.ts';
const listener = new Listener();
const codes = new Map<string, Map<string, number>>();
const t0 = performance.now(); let n = 0;
for (const seed of [1, 2, 3, 4]) 
await playCases(wantedOf(['--flow','orders.exact-online-to-asperion','--flow','products.asperion-to-exact-online','--flow','customers.asperion-to-exact-online','--flow', 'reconcile-invoices.exact-online-to-asperion', '--sample', '170', '--seed', String(seed)]), { number: 0, of: 1 }, listener, (o) => {
  n++; if (o.problems.length) console.log(o.command, o.codes.join(' '), JSON.stringify(o.problems).slice(0, 500));
  const kind = / \/.*token$/.test(o.what) ? 'token' : /^GET/.test(o.what) ? 'read' : /^P/.test(o.what) ? 'write' : o.what.split('/')[0];
  const key = `${o.fault} ${kind}`; const m = codes.get(key) ?? new Map(); codes.set(key, m); const c = o.codes.join(' '); m.set(c, (m.get(c) ?? 0) + 1);
});
console.log(n, Math.round(performance.now() - t0) / n);
for (const k of [...codes.keys()].sort()) console.log(k.padEnd(40), [...(codes.get(k) ?? [])].map(([c, n]) => `${n}×[${c}]`).join(' '));
process.exit(0);
