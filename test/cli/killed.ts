import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { bin } from './apilab.ts';

/** When a quiz is to be killed: so long after so many keys were pressed. */
export interface Moment {
  readonly keys: number;
  readonly afterMs: number;
}

/** What was seen of a quiz that was killed. */
export interface Killed {
  /** False where it was over before. */
  readonly inTime: boolean;
  /** How many answers were given, the last of which may not have been taken. */
  readonly given: number;
  /** How many were followed by a word on them, or by the next card. */
  readonly confirmed: number;
}

/** What to press at each line of keys, and whether that is an answer. */
const presses = [
  { at: /1–\d answer[^\n]*q quit\s*$/, press: '1', isAnswer: true },
  { at: / tick what you said[^\n]*q quit\s*$/, press: '\r', isAnswer: true },
  { at: /Enter (?:next|show|what to say)[^\n]*q quit\s*$/, press: '\r', isAnswer: false },
  { at: /comes first[^\n]*q quit\s*$/, press: 's', isAnswer: false },
];

/** Answers a quiz in a terminal of its own (`script`) and kills it with SIGKILL at a moment. */
export async function killedQuiz(home: string, { keys, afterMs }: Moment): Promise<Killed> {
  const quiz = `"${process.execPath}" "${bin}" --no-color quiz --count 100`;
  const terminal = spawn(
    'script',
    ['-qfec', `stty cols 200; echo "pid $$."; exec ${quiz}`, '/dev/null'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, APILAB_HOME: home, SHELL: '/bin/sh' },
    },
  );
  const closed = once(terminal, 'close');
  let isOver = false;
  closed.then(() => {
    isOver = true;
  });

  let pid: number | undefined;
  let [given, confirmed, pressed] = [0, 0, 0];
  await new Promise<void>((isTime) => {
    terminal.once('close', isTime);
    let shown = '';
    terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
      shown += text;
      const begun = /pid (\d+)\./.exec(shown);
      if (begun) pid ??= Number(begun[1]);
      const next = presses.find(({ at }) => at.test(shown));
      if (next) {
        shown = '';
        confirmed = given;
      }
      if (next && pressed < keys) {
        pressed += 1;
        if (next.isAnswer) given += 1;
        terminal.stdin.write(next.press);
      }
      if (pid !== undefined && pressed === keys) isTime();
    });
  });
  await delay(afterMs);
  const inTime = !isOver && pid !== undefined && process.kill(pid, 'SIGKILL');
  await closed;
  return { inTime, given, confirmed };
}
