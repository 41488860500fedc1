const CTRL_C = 3;

/** The terminal was closed or interrupted while a key was awaited. */
export class KeyAborted extends Error {
  override readonly name = 'KeyAborted';
  readonly code = 'key-aborted';
}

/**
 * Waits for one of the keys on standard input, a terminal, and puts the terminal back as it was.
 * Ctrl-C is passed on as the SIGINT that it is elsewhere.
 *
 * @throws KeyAborted when the signal fires or the terminal is gone.
 */
export function readKey(keys: readonly string[], signal: AbortSignal): Promise<string> {
  const { stdin } = process;
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      stdin.off('data', onData);
      stdin.off('end', abort);
      signal.removeEventListener('abort', abort);
      stdin.setRawMode(false);
      stdin.pause();
      settle();
    };
    const abort = () => finish(() => reject(new KeyAborted('no key was pressed')));
    const onData = (bytes: Buffer) => {
      for (const [index, byte] of bytes.entries()) {
        if (byte === CTRL_C) return void process.kill(process.pid, 'SIGINT');
        const key = keyOf(byte);
        if (!keys.includes(key)) continue;
        finish(() => resolve(key));
        // What was typed ahead is for whoever reads next.
        if (index + 1 < bytes.length) stdin.unshift(bytes.subarray(index + 1));
        return;
      }
    };
    if (signal.aborted) return reject(new KeyAborted('no key was pressed'));
    signal.addEventListener('abort', abort, { once: true });
    stdin.on('data', onData);
    stdin.once('end', abort);
    stdin.setRawMode(true);
    stdin.resume();
  });
}

/** Return and the space bar mean the same. */
function keyOf(byte: number): string {
  const character = String.fromCharCode(byte).toLowerCase();
  return character === '\r' || character === ' ' ? '\n' : character;
}
