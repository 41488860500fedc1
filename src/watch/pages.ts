import type { CheckEvent, EndEvent } from '../lab/record/transcript.ts';
import type { TerminalOptions } from '../report/story/view-options.ts';
import { checkRows, endRows } from '../report/terminal/frame.ts';
import { inWords } from '../report/terminal/in-words.ts';
import { type Layout, layoutFor } from '../report/terminal/layout.ts';
import type { ToldRows } from '../report/terminal/scenario-view.ts';
import { toldRows } from '../report/terminal/view.ts';
import { indent, type Row, span, wrap } from '../text/spans.ts';
import type { Recorded } from './recorded.ts';

/** What is looked at at once: a step, or how the run came out. */
export interface Page {
  /** The id of the step; the last page of a run has none. */
  readonly step?: string;
  /** The number of the step, from 1; 0 if none has begun. */
  readonly number: number;
  readonly title: string;
  readonly told: readonly ToldRows[];
  /** Lab time at which it begins. */
  readonly beginsAt: number;
  /** Whether the checks that were made in it held, in order. */
  readonly verdicts: readonly boolean[];
}

const CAME_OUT = 'How it came out';

/** The pages of a run: one a step, and how it came out. What comes before the first step stands with it. */
export function pagesOf(run: Recorded, options: TerminalOptions): readonly Page[] {
  const layout = layoutFor(options.width);
  const told = toldRows(run.events, options).map((each) =>
    run.withoutFaults && each.event?.type === 'check'
      ? { ...each, rows: seenRows(each.event, layout, options.plain) }
      : each,
  );
  const pages: Page[] = [];
  let rows: ToldRows[] = [];
  let verdicts: boolean[] = [];
  let page = { number: 0, title: 'Before the first step', beginsAt: 0 };
  const close = () => {
    if (pages.length > 0 || rows.some((each) => each.rows.length > 0)) {
      pages.push({ ...page, told: withoutFirstGap(rows), verdicts });
    }
    rows = [];
    verdicts = [];
  };
  for (const each of told) {
    const { event } = each;
    if (event?.type === 'end') continue;
    if (event?.type === 'step') {
      // The claim stands above the first step.
      const isFirst = page.number === 0;
      if (!isFirst) close();
      page = {
        number: event.step,
        title: event.title,
        beginsAt: isFirst ? 0 : event.at,
        ...{ step: event.id },
      };
    }
    if (event?.type === 'check') verdicts.push(event.holds);
    rows.push(each);
  }
  close();
  return [...pages, lastPage(run, page.number, options)];
}

function withoutFirstGap(told: readonly ToldRows[]): readonly ToldRows[] {
  const [first, ...others] = told;
  if (first === undefined) return [];
  const begin = first.rows.findIndex((row) => row.length > 0);
  return [{ ...first, rows: begin < 0 ? [] : first.rows.slice(begin) }, ...others];
}

function lastPage(
  { events, withoutFaults }: Recorded,
  steps: number,
  { width, plain, taught }: TerminalOptions,
): Page {
  const layout = layoutFor(width);
  const scenario = events.find((event) => event.type === 'scenario');
  const checks = events.filter((event): event is CheckEvent => event.type === 'check');
  const end = events.findLast((event): event is EndEvent => event.type === 'end');
  const rows: readonly Row[] = [
    [span('  '), span(CAME_OUT, 'strong')],
    ...checks.flatMap((check) =>
      withoutFaults ? seenRows(check, layout, plain) : checkRows(check, layout, 'brief'),
    ),
    [],
    ...(end === undefined ? [] : endRows(end, scenario, layout, { ...(taught && { taught }) })),
  ];
  const at = end?.at ?? 0;
  return {
    number: steps + 1,
    title: CAME_OUT,
    told: [{ at, rows: plain ? inWords(rows) : rows }],
    beginsAt: at,
    verdicts: checks.map(({ holds }) => holds),
  };
}

/** A check of a run that nobody predicted anything of: what does not hold without a fault is no failure. */
function seenRows(check: CheckEvent, layout: Layout, plain = false): readonly Row[] {
  const sign = check.holds ? span('✓ ', 'good') : span(plain ? '' : '– ', 'dim');
  const seen = span(` · ${check.holds ? '' : 'not so here: '}${check.actual}`, 'dim');
  const [first = [], ...more] = wrap([span(check.promise), seen], layout.width - 4);
  const rows = indent([[sign, ...first], ...indent(more, 2)], 2);
  return plain ? inWords(rows) : rows;
}
