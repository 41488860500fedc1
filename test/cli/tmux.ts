import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/** Whether tmux is here to play the terminal. */
export const hasTmux = (() => {
  try {
    execFileSync('tmux', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** A real terminal with a shell in it. */
export interface Terminal {
  /** Types keys, by tmux's names: `Enter`, `C-c`, or plain text. */
  type(...keys: string[]): void;
  /** The screen and what was scrolled off it. */
  screen(): string;
  /** Resolves with the screen once it matches; rejects with the screen after `timeoutMs`. */
  shows(pattern: RegExp, timeoutMs?: number): Promise<string>;
  /**
   * Resolves, once the shell is back, with what is left of the program: its exit code, whether keys are
   * echoed and gathered into lines, and the cursor: `code 0 icanon echo, cursor shown`.
   */
  aftermath(): Promise<string>;
  /** Gives the window another size. */
  resize(columns: number, rows: number): void;
  /** Takes the window away, as who closes it does: whatever runs in it has no terminal any more. */
  closeWindow(): void;
  close(): void;
}

let opened = 0;

/** Opens a terminal in a folder, of 80 columns and 40 rows by default. */
export function openTerminal(folder: string, columns = 80, rows = 40): Terminal {
  const socket = `apilab-${process.pid}-${++opened}`;
  const tmux = (...args: string[]) => execFileSync('tmux', ['-L', socket, ...args]).toString();
  const shell = 'env -u NO_COLOR -u FORCE_COLOR PS1="ready> " bash --norc';
  tmux(
    '-f',
    '/dev/null',
    'new-session',
    '-d',
    '-x',
    `${columns}`,
    '-y',
    `${rows}`,
    '-c',
    folder,
    shell,
  );
  tmux('set-option', '-g', 'history-limit', '10000');
  let isOpen = true;
  const screen = () => tmux('capture-pane', '-p', '-J', '-S', '-');
  const type = (...keys: readonly string[]) => void tmux('send-keys', ...keys);
  const shows = async (pattern: RegExp, timeoutMs = 20_000) => {
    const end = performance.now() + timeoutMs;
    for (;;) {
      const text = screen();
      if (pattern.test(text)) return text;
      if (performance.now() > end) throw new Error(`never showed ${pattern}:\n${text}`);
      await delay(50);
    }
  };
  return {
    type,
    screen,
    shows,
    async aftermath() {
      await shows(/^ready> *\n*$/m);
      type('echo "code $?" $(stty -a | grep -oE " -?(echo|icanon) ")', 'Enter');
      const [left] = /^code \d+ .*$/m.exec(await shows(/^code \d+ .*$/m)) ?? [];
      const isShown = tmux('display-message', '-p', '#{cursor_flag}').trim() === '1';
      return `${left}, cursor ${isShown ? 'shown' : 'hidden'}`;
    },
    resize(columns, rows) {
      tmux('resize-window', '-x', `${columns}`, '-y', `${rows}`);
    },
    closeWindow() {
      isOpen = false;
      tmux('kill-pane');
    },
    close() {
      // With its last window tmux ends by itself.
      if (isOpen) tmux('kill-server');
    },
  };
}
