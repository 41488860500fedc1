import type { ScenarioEvent } from '../../src/lab/record/transcript.ts';
import { type TerminalOptions, terminalView } from '../../src/report/index.ts';

/** A live session, in which each message is shown as it comes. */
const live: ScenarioEvent = {
  type: 'scenario',
  at: 0,
  version: 2,
  id: 'tap',
  group: 'tap',
  title: 'A tap',
  claim: 'Whatever crosses is shown.',
  standard: 'no standard',
  covers: [],
  variant: { name: 'live', kind: 'correct', about: 'Whoever connects.', breaks: [] },
  variants: [{ name: 'live', kind: 'correct' }],
  params: {},
  seed: 1,
  focus: [],
  epoch: '2026-01-05T09:00:00.000Z',
  live: true,
};

/** A view that shows each message at once: what its rows say, without any folding. */
export function liveView(options: Partial<TerminalOptions> = {}) {
  const view = terminalView({ width: 100, colour: false, wire: 'brief', ...options });
  view.write(live);
  return view;
}
