import type { CheckEvent, EndEvent } from '../lab/record/transcript.ts';
import type { TerminalOptions } from '../report/story/view-options.ts';
import { endRows } from '../report/terminal/frame.ts';
import { inWords } from '../report/terminal/in-words.ts';
import { layoutFor } from '../report/terminal/layout.ts';
import { painter } from '../text/paint.ts';
import { formatCount } from '../text/quantities.ts';
import { indent, type Row, span, wrap } from '../text/spans.ts';
import type { Recorded } from './recorded.ts';

/** What stays on the terminal of a run that was looked at: how it came out, and where to go on. */
export function closing(run: Recorded, options: TerminalOptions): string {
  const { width, plain = false, colour, taught } = options;
  const layout = layoutFor(width);
  const scenario = run.events.find((event) => event.type === 'scenario');
  const end = run.events.findLast((event): event is EndEvent => event.type === 'end');
  const checks = run.events.filter((event): event is CheckEvent => event.type === 'check');
  const name: Row = [
    span(scenario?.id ?? '', 'strong'),
    span(`  ${scenario?.title ?? ''}, ${run.variant}`),
  ];
  const rows: readonly Row[] = [
    ...indent(wrap(name, layout.width - 2), 2),
    ...indent(wrap(verdict(checks), layout.width - 2), 2),
    ...(end === undefined ? [] : endRows(end, scenario, layout, { ...(taught && { taught }) })),
  ];
  return painter(colour)(plain ? inWords(rows) : rows);
}

function verdict(checks: readonly CheckEvent[]): Row {
  const broken = checks.filter(({ holds }) => !holds).length;
  const isForeseen = checks.every(({ holds, predicted }) => holds === (predicted === 'holds'));
  const foreseen = isForeseen ? '' : ', not as predicted';
  if (broken === 0) {
    const all = checks.length === 1 ? 'holds' : 'hold';
    const text = `${formatCount(checks.length, 'check')} ${all}${foreseen}`;
    return [span('✓ ', isForeseen ? 'good' : 'bad'), span(text)];
  }
  const text = `${broken} of ${formatCount(checks.length, 'check')} broken${isForeseen ? ', as predicted' : foreseen}`;
  return [span('✗ ', isForeseen ? 'warning' : 'bad'), span(text)];
}
