import { ENTER, ESCAPE } from '../dialogue/index.ts';
import { isStep, type StepName } from '../lab/record/step-name.ts';
import type { WireDetail } from '../report/index.ts';
import type { Recorded } from './recorded.ts';

/** What of a run is looked at, and how. */
export interface State {
  /** Which page, from 0. */
  readonly page: number;
  /** The first row of the page that is seen, from 0. */
  readonly top: number;
  readonly detail: WireDetail;
  /** Which of the other variants stands beside, from 1; 0 if none does. */
  readonly beside: number;
  readonly withoutFaults: boolean;
  /** What lies over the page. */
  readonly over?: 'list' | 'keys';
  /** The page that is marked in the list, or the first row of the keys that is seen. */
  readonly marked: number;
}

/** What there is to look at. */
export interface Extent {
  readonly pages: number;
  /** Rows of the page. */
  readonly rows: number;
  /** How many of them the screen has room for. */
  readonly room: number;
  /** How many variants there are beside the one that is played. */
  readonly others: number;
  readonly hasFaults: boolean;
}

/** Every key that does something somewhere. */
export const KEYS: readonly string[] = [
  ...[ENTER, ESCAPE, 'n', 'b', 'l', 'd', 'h', 's', 'f', '?', 'q'],
  ...['up', 'down', 'left', 'right', 'page up', 'page down', 'home', 'end'],
  ...Array.from({ length: 9 }, (_, index) => `${index + 1}`),
];

/** What is looked at first. */
export function begun(
  run: Recorded,
  { from, wire }: { readonly from?: StepName; readonly wire: WireDetail },
): State {
  const steps = run.events.filter((event) => event.type === 'step');
  const place = from === undefined ? 0 : steps.findIndex((step) => isStep(from, step));
  return {
    page: Math.max(0, place),
    top: 0,
    detail: wire,
    beside: 0,
    withoutFaults: false,
    marked: 0,
  };
}

/** The state after a key; `left` if it was the last one. */
export function pressed(state: State, key: string, extent: Extent): State | 'left' {
  if (key === 'q') return 'left';
  const { over: _, ...page } = state;
  if (state.over === 'keys') return inKeys(state, page, key, extent);
  if (state.over === 'list') return inList(state, page, key, extent);
  return onPage(state, key, extent);
}

function inKeys(state: State, page: State, key: string, extent: Extent): State {
  const lowest = Math.max(0, extent.rows - extent.room);
  const scroll = (by: number): State => ({
    ...state,
    marked: Math.min(lowest, Math.max(0, state.marked + by)),
  });
  switch (key) {
    case 'up':
      return scroll(-1);
    case 'down':
      return scroll(1);
    case 'page up':
      return scroll(-extent.room);
    case 'page down':
      return scroll(extent.room);
    case ENTER:
      return state.marked < lowest ? scroll(extent.room) : page;
    default:
      return page;
  }
}

function inList(state: State, page: State, key: string, extent: Extent): State {
  const { marked } = state;
  const last = extent.pages - 1;
  const go = (to: number): State => ({ ...page, page: Math.min(last, Math.max(0, to)), top: 0 });
  const mark = (to: number): State => ({ ...state, marked: Math.min(last, Math.max(0, to)) });
  if (/^[1-9]$/.test(key)) return go(Number(key) - 1);
  switch (key) {
    case ENTER:
    case 'right':
      return go(marked);
    case 'down':
    case 'n':
      return mark(marked + 1);
    case 'up':
    case 'b':
      return mark(marked - 1);
    case 'home':
      return mark(0);
    case 'end':
      return mark(last);
    default:
      return page;
  }
}

function onPage(state: State, key: string, extent: Extent): State | 'left' {
  const { page, top, detail, beside, withoutFaults } = state;
  const lowest = Math.max(0, extent.rows - extent.room);
  const go = (to: number): State => ({
    ...state,
    page: Math.min(extent.pages - 1, Math.max(0, to)),
    top: 0,
  });
  const scroll = (to: number): State => ({ ...state, top: Math.min(lowest, Math.max(0, to)) });
  const step = Math.max(1, extent.room - 1);
  const isLast = page === extent.pages - 1;
  switch (key) {
    case ENTER:
      if (top < lowest) return scroll(top + step);
      return isLast ? 'left' : go(page + 1);
    case 'n':
    case 'right':
      return isLast ? state : go(page + 1);
    case 'b':
    case 'left':
      return go(page - 1);
    case 'up':
      return scroll(top - 1);
    case 'down':
      return scroll(top + 1);
    case 'page up':
      return scroll(top - step);
    case 'page down':
      return scroll(top + step);
    case 'home':
      return scroll(0);
    case 'end':
      return scroll(lowest);
    case 'l':
      return { ...state, over: 'list', marked: page };
    case '?':
      return { ...state, over: 'keys', marked: 0 };
    case 'd':
      return { ...state, detail: detail === 'full' ? 'brief' : 'full', top: 0 };
    case 'h':
      return { ...state, detail: detail === 'hex' ? 'brief' : 'hex', top: 0 };
    case 's':
      return extent.others === 0
        ? state
        : { ...state, beside: (beside + 1) % (extent.others + 1), top: 0 };
    case 'f':
      return extent.hasFaults || withoutFaults
        ? { ...state, withoutFaults: !withoutFaults, top: 0 }
        : state;
    default:
      return /^[1-9]$/.test(key) && Number(key) <= extent.pages ? go(Number(key) - 1) : state;
  }
}
