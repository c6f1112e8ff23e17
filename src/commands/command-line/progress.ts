/** What a terminal is here. */
export interface Shown {
  readonly isTTY?: boolean;
  /** A stream's write has many forms; all are passed on as they are. */
  write(...args: readonly unknown[]): boolean;
}

const EVERY_MS = 1000;
const CLEAR_LINE = '\r\u001b[K';

/**
 * Until it is disposed, a terminal shows that the work goes on while nothing else is written: `validate … 12 s`, in a line
 * that goes away when something is. Anything else than a terminal gets nothing.
 */
export function showProgress(what: string, output: Shown): Disposable {
  if (output.isTTY !== true) return { [Symbol.dispose]: () => {} };
  const { write } = output;
  const show = write.bind(output);
  let seconds = 0;
  let isShown = false;
  let isLineOpen = false;
  const clear = (): void => {
    if (isShown) show(CLEAR_LINE);
    isShown = false;
  };
  output.write = (...args) => {
    clear();
    isLineOpen = !String(args[0]).endsWith('\n');
    return show(...args);
  };
  const timer = setInterval(() => {
    seconds += 1;
    if (isLineOpen) return;
    clear();
    show(`${what} … ${seconds} s`);
    isShown = true;
  }, EVERY_MS);
  return {
    [Symbol.dispose]() {
      clearInterval(timer);
      clear();
      output.write = write;
    },
  };
}
