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
      const text = bytes.toString('latin1');
      if (text === '\u0003') {
        process.kill(process.pid, 'SIGINT');
        return;
      }
      const key = text === '\r' || text === ' ' ? '\n' : text.toLowerCase();
      if (keys.includes(key)) finish(() => resolve(key));
    };
    if (signal.aborted) return reject(new KeyAborted('no key was pressed'));
    signal.addEventListener('abort', abort, { once: true });
    stdin.on('data', onData);
    stdin.once('end', abort);
    stdin.setRawMode(true);
    stdin.resume();
  });
}
