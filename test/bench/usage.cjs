// Loaded into a run with --require: writes what the process took when it ends.
const { readFileSync, writeFileSync } = require('node:fs');

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = { cpuMs: (userCPUTime + systemCPUTime) / 1000, memoryMb: (ownPeakKb() ?? maxRSS) / 1024 };
  writeFileSync(process.env.USAGE_FILE, JSON.stringify(usage));
});

/** Linux counts what the process that started this one held as the peak of this one, too, except here. */
function ownPeakKb() {
  if (process.platform !== 'linux') return undefined;
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
}
