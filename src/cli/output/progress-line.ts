/** One line at the end of a terminal that tells how far the work is, and is gone when it is done. */
export interface ProgressLine {
  show(text: string): void;
  clear(): void;
}

/** Shown on standard error, if that is a terminal that can be drawn on; nothing anywhere else. */
export function progressLine({ plain }: { readonly plain: boolean }): ProgressLine {
  const { stderr } = process;
  const isShown = stderr.isTTY && !plain && process.env.TERM !== 'dumb';
  let isOpen = false;
  return {
    show(text) {
      if (!isShown) return;
      // What is wider than the terminal could not be taken back.
      const cells = Math.max(0, (stderr.columns ?? 80) - 3);
      stderr.write(`\r\u001b[K▸ ${text.slice(0, cells)}`);
      isOpen = true;
    },
    clear() {
      if (isOpen) stderr.write('\r\u001b[K');
      isOpen = false;
    },
  };
}
