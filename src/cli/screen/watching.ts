import { Left, lineDialogue } from '../../dialogue/index.ts';
import type { StepName } from '../../lab/record/step-name.ts';
import { Interrupted } from '../../lab/scenario/lab-error.ts';
import type { WireDetail } from '../../report/index.ts';
import { closing } from '../../watch/closing.ts';
import type { Recorded } from '../../watch/recorded.ts';
import type { Player } from '../../watch/runs.ts';
import type { Watching } from '../../watch/watch.ts';
import type { Stop } from '../ending/signals.ts';
import { readTaught } from '../output/taught.ts';
import { type Asking, canAsk } from './can-ask.ts';
import { screen } from './terminal.ts';

/** What a command line says of how runs are shown. */
export interface Showing {
  readonly wire: WireDetail;
  readonly pace: 'fast' | 'real';
  /** The step to begin with; `true` if none was named. */
  readonly step?: StepName | true;
  readonly allSteps?: boolean;
  /** The steps that are told. */
  readonly steps?: unknown;
  readonly compare?: boolean;
  readonly format: string;
  readonly output: readonly string[];
}

/** True for a terminal that cannot be drawn on. */
const isDumb = () => process.env.TERM === 'dumb';

/**
 * Whether runs are looked at step by step: if somebody sits before a terminal, and asks for it, or for one
 * run and nothing else.
 */
export function isWatched(options: Showing, runs: number, asking: Asking): boolean {
  if (!canAsk(asking) || options.format !== 'pretty' || options.compare) return false;
  if (options.step !== undefined) return true;
  const isNarrowed = options.allSteps || options.steps !== undefined || options.output.length > 0;
  return runs === 1 && !isNarrowed && !isDumb();
}

/**
 * Shows runs step by step, one after the other.
 *
 * @throws Interrupted if a signal ends it.
 */
export async function watchRuns(
  runs: readonly { readonly run: Recorded; readonly player: Player }[],
  options: Showing,
  asking: Asking,
  stop: Stop,
): Promise<void> {
  const taught = await readTaught();
  const { step } = options;
  try {
    for (const { run, player } of runs) {
      const watching: Watching = {
        play: player.play,
        wire: options.wire,
        isPaced: options.pace === 'real',
        taught,
        ...(step !== undefined && step !== true && { from: step }),
      };
      await show(run, watching, asking, stop);
      const { colour, width, plain } = screen(asking);
      process.stdout.write(closing(run, { wire: 'brief', colour, width, plain, taught }));
    }
  } catch (error) {
    if (stop.signal.aborted) throw new Interrupted(stop.signal.reason);
    // Who leaves has seen enough.
    if (!(error instanceof Left)) throw error;
  }
}

async function show(run: Recorded, watching: Watching, asking: Asking, stop: Stop): Promise<void> {
  const { stdin, stdout } = process;
  const { colour, plain } = screen(asking);
  const place = { stdin, stdout, colour, left: stop.signal };
  if (plain || isDumb()) {
    const dialogue = lineDialogue(place);
    const { tellInTurn } = await import('../../watch/told-in-turn.ts');
    try {
      await tellInTurn(run, dialogue, watching);
    } finally {
      dialogue.close();
    }
    return;
  }
  const { openFullScreen } = await import('../../dialogue/full-screen.ts');
  const { watch } = await import('../../watch/watch.ts');
  const drawn = openFullScreen(place);
  try {
    await watch(run, drawn, watching);
  } finally {
    drawn.close();
  }
}
