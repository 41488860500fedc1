import type { Turn } from '../content/lesson.ts';
import { type Dialogue, ENTER, type Key } from '../dialogue/index.ts';
import { printed } from '../dialogue/look.ts';
import type { TranscriptEvent } from '../lab/record/transcript.ts';
import { terminalView } from '../report/index.ts';
import { openServers } from './open-servers.ts';
import { hintRows } from './question-view.ts';
import type { Move, Talk } from './section-prompt.ts';
import { streamPatience } from './stream-patience.ts';
import { taskWatch } from './task-watch.ts';
import { turnScripts } from './turn-scripts.ts';
import {
  commandRows,
  doneRows,
  goesOnRows,
  nearlyRows,
  serversRows,
  solutionRows,
  taskRows,
} from './turn-view.ts';

/**
 * How long events are gathered before they are shown, in milliseconds: a request, its statements and
 * its answer stand together above the keys.
 */
const GATHERED_MS = 150;

export interface TurnOptions {
  readonly talk: Talk;
  /** Called when the task is done. */
  readonly onDone: () => void;
}

/**
 * Keeps a group's servers up until the learner goes on, shows what is sent to them, and says when the
 * task is done. Everything is closed when this returns.
 *
 * @throws Left when nobody is there any more.
 */
export async function takeTurn(turn: Turn, options: TurnOptions): Promise<Move> {
  for (;;) {
    const answer = await tryOnce(turn, options);
    if (answer !== 'again') return answer;
  }
}

async function tryOnce(turn: Turn, { talk, onDone }: TurnOptions): Promise<Move | 'again'> {
  const { dialogue, say } = talk;
  const recognised = new AbortController();
  const traffic = liveTraffic(dialogue, turn, () => recognised.abort());
  const servers = await openServers(turn.serve, traffic.take);
  const { url, definition } = servers;
  const scripts = turnScripts();
  let isDone = false;
  const show = () => {
    say(taskRows(turn, dialogue));
    say(serversRows(definition.title, url, dialogue));
    say(commandRows(turn.commands, url, dialogue, scripts));
  };
  try {
    show();
    for (;;) {
      const answer = isDone
        ? await talk.ask(whenDone, show)
        : await talk.ask(whileOpen, show, recognised.signal);
      if (typeof answer === 'object') return answer;
      if (answer === undefined) {
        isDone = true;
        say(doneRows(turn, dialogue));
        onDone();
      } else if (answer === 'h') say(hintRows(turn.hint, dialogue));
      else if (answer === 's') say(solutionRows(turn, url, dialogue, scripts));
      else if (answer === 'r') return 'again';
      else return { go: 'next' };
    }
  } finally {
    traffic.close();
    scripts.close();
    await servers.close();
  }
}

const whileOpen: readonly Key[] = [
  { key: 'h', does: 'hint', phrase: 'for a hint' },
  { key: 's', does: 'solution', phrase: 'for a solution' },
  { key: 'r', does: 'run again' },
  { key: 'n', does: 'next', phrase: 'to go on' },
];

const whenDone: readonly Key[] = [
  { key: ENTER, does: 'next', phrase: 'to go on' },
  { key: 'n', does: 'next', silent: true },
  { key: 'r', does: 'run again' },
];

/** Shows what crosses the wire a moment after it did, and says when the task is done. */
function liveTraffic(dialogue: Dialogue, turn: Turn, done: () => void) {
  const { width, colour, plain } = dialogue;
  const view = terminalView({ width, colour, plain, wire: 'brief', within: true });
  const watch = taskWatch(turn.done, turn.nearly);
  const patience = streamPatience();
  let gathered = '';
  let timer: NodeJS.Timeout | undefined;
  let isDone = false;
  let isTold = false;
  let isOver = false;

  const show = () => {
    timer = undefined;
    const missed = watch.missed();
    if (missed !== undefined) gathered += printed([[], ...nearlyRows(missed, dialogue)], dialogue);
    if (gathered !== '') dialogue.say(`${gathered}\n`);
    gathered = '';
    if (!isDone || isTold) return;
    isTold = true;
    patience.end();
    done();
  };
  return {
    take(event: TranscriptEvent) {
      if (isOver) return;
      const patient = patience.take(event);
      if (patient !== 'hide') gathered += view.write(event);
      if (patient === 'last') gathered += printed(goesOnRows(dialogue), dialogue);
      isDone = watch.take(event) || isDone;
      if (gathered !== '' || isDone) timer ??= setTimeout(show, GATHERED_MS);
    },
    /** What is torn down from here on is nobody's doing. */
    close() {
      isOver = true;
      clearTimeout(timer);
    },
  };
}
