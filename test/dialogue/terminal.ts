import { PassThrough } from 'node:stream';

/** A terminal for a test: what is typed comes from the test, what is shown stays in it. */
export function fakeTerminal(columns = 80) {
  const shown: string[] = [];
  const raw: boolean[] = [];
  const stdin = Object.assign(new PassThrough(), {
    setRawMode: (on: boolean) => void raw.push(on),
  });
  const stdout = { write: (text: string) => void shown.push(text), columns };
  const leaving: AbortController = new AbortController();
  return {
    seat: { stdin, stdout, colour: false, left: leaving.signal as AbortSignal },
    type: (text: string) => void stdin.write(text),
    /** The terminal is closed, as when its window is. */
    hangUp: () => void stdin.emit('error', new Error('read EIO')),
    leave: () => leaving.abort('SIGINT'),
    /** Whether keys came one by one, each time that changed. */
    raw,
    shown: () => shown.join(''),
  };
}
