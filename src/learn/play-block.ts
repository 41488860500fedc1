import type { Play } from '../content/lesson.ts';
import { type Look, printed, said } from '../dialogue/look.ts';
import type { Sign } from '../evidence/evidence.ts';
import { neverFolded } from '../evidence/never-folded.ts';
import { findScenario, loadScenario } from '../lab/catalogue/catalogue.ts';
import type { ScenarioEvent, TranscriptEvent } from '../lab/record/transcript.ts';
import { Interrupted } from '../lab/scenario/lab-error.ts';
import { play } from '../lab/scenario/play.ts';
import type { Scenario } from '../lab/scenario/scenario.ts';
import { terminalView, type WireDetail } from '../report/index.ts';
import { type Row, span } from '../text/spans.ts';

/** Steps of a run as they were played, to be shown again in more detail. */
export interface Played {
  readonly block: Play;
  readonly scenario: ScenarioEvent;
  /** The events of its steps, and of the end if the last step is among them. */
  readonly events: readonly TranscriptEvent[];
}

/** Where a run is shown. */
export interface Stage {
  readonly look: Look;
  /** Ends the run at once, with everything closed. */
  readonly signal: AbortSignal;
  /** Takes whole lines, safe for a terminal. */
  print(text: string): void;
  /** False for what was explained before, and is not explained again. Everything is if it is absent. */
  readonly explains?: (remark: string) => boolean;
}

/**
 * Plays a scenario from its seed and shows the steps that the block names while they happen, and in
 * them what shows the signs. The run ends with the last step; everything is closed when this returns.
 *
 * @throws Interrupted when the signal fires.
 * @throws LabError if the scenario could not be played.
 */
export async function playBlock(
  block: Play,
  { look, signal, print, explains }: Stage,
  signs: readonly Sign[] = [],
): Promise<Played> {
  const { group, scenario } = await scenarioOf(block);
  const { from, to } = block.steps;
  const keeps = neverFolded(signs);
  const view = terminalView({
    ...viewOptions(look, 'brief'),
    keeps,
    ...(explains && { explains }),
  });
  const enough = new AbortController();
  const events: TranscriptEvent[] = [];
  let header: ScenarioEvent | undefined;
  /** Where the run is: before the steps that are shown, in them, or in the last one of them. */
  let place: 'before' | 'shown' | 'last' = 'before';

  print(printed(captionRows(block, look), look));
  const emit = (event: TranscriptEvent) => {
    if (enough.signal.aborted) return;
    if (event.type === 'step') {
      if (event.id === from) place = 'shown';
      if (event.id === to) place = 'last';
    }
    if (event.type === 'scenario') {
      header = event;
      view.write(event);
    } else if (place !== 'before') {
      events.push(event);
      const text = view.write(event);
      if (text !== '') print(text);
    }
  };
  try {
    const { failure } = await play(scenario, {
      group,
      variant: block.variant,
      ...(block.set && { set: block.set }),
      signal: AbortSignal.any([signal, enough.signal]),
      emit,
      beforeStep: async () => {
        if (place !== 'last') return;
        enough.abort();
        throw new Interrupted('all was shown');
      },
    });
    if (failure) throw failure;
  } catch (error) {
    if (!enough.signal.aborted || signal.aborted) throw error;
  }
  print(`${view.release()}\n`);
  if (header === undefined) throw new TypeError(`${block.run} told nothing of itself`);
  return { block, scenario: header, events };
}

/** The same events once more, in as much detail as is asked for. */
export function playedText(played: Played, look: Look, wire: WireDetail): string {
  const view = terminalView(viewOptions(look, wire));
  view.write(played.scenario);
  const traffic = played.events.map((event) => view.write(event)).join('') + view.release();
  return `${printed(captionRows(played.block, look), look)}${traffic}\n`;
}

function viewOptions(look: Look, wire: WireDetail) {
  return { ...look, wire, within: true };
}

/** `sse-replay, variant forget, steps receive to catch-up`. */
function captionRows(block: Play, look: Look): readonly Row[] {
  return said([span(captionOf(block), 'dim')], look);
}

/** Which steps of which run they are, in words. */
export function captionOf({ run, variant, set = {}, steps }: Play): string {
  const { from, to } = steps;
  const parts = [
    run,
    `variant ${variant}`,
    ...Object.entries(set).map(([name, value]) => `${name} ${value}`),
    from === to ? `step ${from}` : `steps ${from} to ${to}`,
  ];
  return parts.join(', ');
}

async function scenarioOf({ run }: Play): Promise<{ group: string; scenario: Scenario }> {
  const entry = await findScenario(run);
  if (entry === undefined) throw new RangeError(`the lesson plays '${run}', which is no scenario`);
  return { group: entry.group, scenario: await loadScenario(entry) };
}
