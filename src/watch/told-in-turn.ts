import { type Dialogue, ENTER, type Key } from '../dialogue/index.ts';
import { printed, said } from '../dialogue/look.ts';
import { type Row, span } from '../text/spans.ts';
import { type Page, pagesOf } from './pages.ts';
import { hasFaults, type Recorded } from './recorded.ts';
import { runsOf } from './runs.ts';
import { begun, type Extent, pressed, type State } from './state.ts';
import type { Watching } from './watch.ts';

/**
 * Tells a run step by step in lines that follow each other, and asks in sentences what comes next: for a
 * screen reader, and for terminals that cannot be drawn on.
 *
 * @throws Left when the person is gone.
 */
export async function tellInTurn(
  run: Recorded,
  dialogue: Dialogue,
  watching: Watching,
): Promise<void> {
  const runs = runsOf(run, watching);
  const { colour, plain } = dialogue;
  const { taught } = watching;
  let state = begun(run, watching);
  for (;;) {
    const { width } = dialogue;
    const variant = runs.asked(state).at(-1) ?? run.variant;
    const recorded = await runs.get(variant, state.withoutFaults);
    const view = { wire: state.detail, width, colour, plain, ...(taught && { taught }) };
    const pages = pagesOf(recorded, view);
    const page = pages[Math.min(state.page, pages.length - 1)];
    const extent: Extent = {
      pages: pages.length,
      rows: 0,
      room: 0,
      others: runs.others.length,
      hasFaults: hasFaults(recorded),
    };
    dialogue.say(printed(pageRows(page, recorded, pages, dialogue), dialogue));
    const key = await dialogue.ask(keysOn(state, extent, runs.next(state.beside)));
    if (key === undefined) continue;
    if (key === 'l') {
      dialogue.say(printed([[], ...pages.map(titleRow)], dialogue));
      const chosen = await dialogue.ask([
        ...pages.map((_, index): Key => ({ key: `${index + 1}`, does: 'go there' })),
        { key: ENTER, does: 'stay', phrase: 'to stay' },
      ]);
      const to = Number(chosen) - 1;
      state = { ...state, page: pages[to] === undefined ? state.page : to };
      continue;
    }
    const next = pressed(state, key, extent);
    if (next === 'left') return;
    state = next;
  }
}

function pageRows(
  page: Page | undefined,
  { variant, withoutFaults, failure }: Recorded,
  pages: readonly Page[],
  dialogue: Dialogue,
): readonly Row[] {
  const steps = pages.filter(({ step }) => step !== undefined).length;
  const place = page?.step === undefined ? '' : `Step ${page.number} of ${steps}, `;
  const how = `${place}${variant}${withoutFaults ? ', no fault' : ''}`;
  return [
    [],
    ...said([span(how, 'dim')], dialogue),
    ...(page?.told.flatMap(({ rows }) => rows) ?? []),
    ...(failure === undefined || page?.step !== undefined
      ? []
      : said([span(`It could not be played to its end: ${failure}`)], dialogue)),
    [],
  ];
}

function titleRow({ title }: Page, index: number): Row {
  return [span(`  ${index + 1}  ${title}`)];
}

function keysOn(state: State, extent: Extent, next: string): readonly Key[] {
  const isLast = state.page === extent.pages - 1;
  const { detail, withoutFaults } = state;
  return [
    { key: ENTER, does: 'next', phrase: isLast ? 'to leave' : 'to go on' },
    ...(state.page === 0 ? [] : [{ key: 'b', does: 'back', phrase: 'to go back' }]),
    { key: 'l', does: 'list', phrase: 'for the list of steps' },
    detail === 'full'
      ? { key: 'd', does: 'brief', phrase: 'for less detail' }
      : { key: 'd', does: 'detail', phrase: 'for more detail' },
    detail === 'hex'
      ? { key: 'h', does: 'brief', phrase: 'for no hex' }
      : { key: 'h', does: 'hex', phrase: 'for hex' },
    ...(extent.others === 0
      ? []
      : [
          {
            key: 's',
            does: next,
            phrase: next === 'alone' ? 'for this variant again' : `for a ${next} variant`,
          },
        ]),
    ...(extent.hasFaults || withoutFaults
      ? [
          {
            key: 'f',
            does: 'fault',
            phrase: withoutFaults ? 'with its faults' : 'without its faults',
          },
        ]
      : []),
    { key: 'q', does: 'quit' },
  ];
}
