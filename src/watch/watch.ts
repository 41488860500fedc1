import type { FullScreen } from '../dialogue/full-screen.ts';
import type { StepName } from '../lab/record/step-name.ts';
import type { WireDetail } from '../report/index.ts';
import type { Taught } from '../report/story/view-options.ts';
import { type Page, pagesOf } from './pages.ts';
import type { Recorded } from './recorded.ts';
import { nameOf, type Player, runsOf } from './runs.ts';
import { columnCells, columnsFor, type Scene, type Sheet, shown } from './shown.ts';
import { begun, KEYS, pressed } from './state.ts';

/** How a run is looked at. */
export interface Watching extends Player {
  /** The step to begin with. */
  readonly from?: StepName;
  readonly wire: WireDetail;
  /** True if the waits of the run are waited for, each step the first time it is looked at. */
  readonly isPaced: boolean;
  readonly taught?: Taught;
}

/**
 * Shows a run in a terminal, a screen a step, until the person has seen enough.
 *
 * @throws Left when the person is gone.
 */
export async function watch(run: Recorded, screen: FullScreen, watching: Watching): Promise<void> {
  const runs = runsOf(run, watching);
  const sheet = sheetMaker(watching.taught);
  const clock = pacer(watching.isPaced);
  let state = begun(run, watching);
  /** What is shown while what is asked for is being played. */
  let scene: Scene | undefined;
  for (;;) {
    const size = { columns: screen.columns, rows: screen.rows };
    const names = runs.asked(state);
    if (scene !== undefined && names.some((name) => !runs.isThere(name, state.withoutFaults))) {
      screen.draw(shown({ ...scene, word: 'playing …' }, state, size).rows);
    }
    const count = columnsFor(size, state);
    const width = columnCells(size, count);
    const sheets: Sheet[] = [];
    for (const name of names) {
      sheets.push(sheet(await runs.get(name, state.withoutFaults), state.detail, width));
    }
    const [main = sheet(run, state.detail, width), other = main] = sheets;
    state = { ...state, page: Math.min(state.page, main.pages.length - 1) };
    const page = main.pages[state.page];
    const { untilMs, nextMs } = clock.at(main.run, page);
    scene = {
      ...runs.about,
      main,
      columns: count === 2 ? [main, other] : [other],
      others: runs.others.length,
      next: runs.next(state.beside),
      ...(untilMs !== undefined && { untilMs, word: 'as time goes on; any key shows it all' }),
    };
    const { rows, extent } = shown(scene, state, size);
    const follows = untilMs === undefined ? state : { ...state, top: extent.rows };
    screen.draw(untilMs === undefined ? rows : shown(scene, follows, size).rows);
    const key = await screen.key(KEYS, nextMs);
    if (key === undefined) continue;
    if (untilMs !== undefined) {
      clock.hurry(main.run, page);
      if (key !== 'q') continue;
    }
    // A screen that became higher has rows above that were scrolled away.
    const lowest = Math.max(0, extent.rows - extent.room);
    const next = pressed({ ...state, top: Math.min(state.top, lowest) }, key, extent);
    if (next === 'left') return;
    state = next;
  }
}

/** Makes the pages of a run in a width, once each. */
function sheetMaker(taught: Taught | undefined) {
  const made = new WeakMap<Recorded, Map<string, readonly Page[]>>();
  return (run: Recorded, wire: WireDetail, width: number): Sheet => {
    const ofRun = made.get(run) ?? new Map<string, readonly Page[]>();
    made.set(run, ofRun);
    const name = `${wire} ${width}`;
    const pages =
      ofRun.get(name) ??
      // Painted when it is drawn.
      pagesOf(run, { wire, width, colour: true, plain: false, ...(taught && { taught }) });
    ofRun.set(name, pages);
    return { run, pages };
  };
}

/** Lets the lab time of a step go by for real, the first time that it is looked at. */
function pacer(isPaced: boolean) {
  const begun = new Map<string, number>();
  const over = new Set<string>();
  const nameOfPage = (run: Recorded, page: Page) =>
    `${nameOf(run.variant, run.withoutFaults)} ${page.number}`;
  return {
    /** Until when of lab time a page is seen, and after how long more of it is; nothing if it is seen whole. */
    at(
      run: Recorded,
      page: Page | undefined,
    ): { readonly untilMs?: number; readonly nextMs?: number } {
      if (!isPaced || page === undefined) return {};
      const name = nameOfPage(run, page);
      if (over.has(name)) return {};
      const now = performance.now();
      const start = begun.get(name) ?? now;
      begun.set(name, start);
      const untilMs = page.beginsAt + (now - start);
      const later = page.told.find(({ at, rows }) => at > untilMs && rows.length > 0);
      if (later !== undefined)
        return { untilMs, nextMs: Math.min(later.at - untilMs + 1, LONGEST_TIMER_MS) };
      over.add(name);
      return {};
    },
    hurry(run: Recorded, page: Page | undefined): void {
      if (page !== undefined) over.add(nameOfPage(run, page));
    },
  };
}

/** Timers know no longer times. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
