import { canSuspend, onContinue, suspend } from '../../dialogue/suspension.ts';

const CURSOR_SHOWN = '\u001b[?25h';

/** Where keys come from. */
export interface KeyPlace {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Fires when the person leaves by other ways. */
  readonly left: AbortSignal;
}

/** A key as `node:readline` tells of it. */
interface KeyPress {
  readonly name?: string;
  readonly ctrl?: boolean;
  shift?: boolean;
}

/** What ends a list before something is chosen. */
export type Early = 'back' | 'leave' | 'gone' | 'again' | { readonly key: string };

/**
 * Esc goes back, the keys of choices choose, q leaves if nobody types words, Ctrl-Z stops the program, a lost terminal ends it.
 */
export function listenForKeys(
  { stdin, stdout, left }: KeyPlace,
  isTyped: boolean,
  keys: readonly string[],
  end: (reason: Early) => void,
): () => void {
  const again = () => end('again');
  const onKey = (character: unknown, key: KeyPress = {}) => {
    const { name, ctrl = false } = key;
    if (name === 'escape') end('back');
    if (!isTyped && !ctrl && typeof character === 'string' && keys.includes(character)) {
      end({ key: character });
    }
    if (name === 'q' && !ctrl && !isTyped) end('leave');
    if (name === 'd' && ctrl) end('gone');
    if (name === 'z' && ctrl && canSuspend) {
      // Readline would stop this process alone, and go on without listening: it passes over Ctrl-Shift.
      key.shift = true;
      stdin.setRawMode(false);
      stdout.write(CURSOR_SHOWN);
      suspend(again);
    }
  };
  const onGone = () => end('gone');
  stdin.on('keypress', onKey);
  stdin.on('end', onGone);
  stdin.on('error', onGone);
  left.addEventListener('abort', onGone);
  if (left.aborted) onGone();
  const stopListening = onContinue(again);
  return () => {
    stopListening();
    stdin.off('keypress', onKey);
    stdin.off('end', onGone);
    stdin.off('error', onGone);
    left.removeEventListener('abort', onGone);
  };
}
