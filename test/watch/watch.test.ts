import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENTER, ESCAPE } from '../../src/dialogue/index.ts';
import { rowCells } from '../../src/text/spans.ts';
import { pagesOf } from '../../src/watch/pages.ts';
import { type Recorded, unpredicted } from '../../src/watch/recorded.ts';
import { columnCells, columnsFor, type Scene, type Size, shown } from '../../src/watch/shown.ts';
import { begun, KEYS, pressed, type State } from '../../src/watch/state.ts';
import { manyThings } from '../report/many-things.events.ts';
import { sseReplay } from '../report/sse-replay.events.ts';

const correct: Recorded = {
  variant: 'resume',
  kind: 'correct',
  withoutFaults: false,
  events: sseReplay,
};
const naive: Recorded = { ...correct, variant: 'forget', kind: 'naive', events: manyThings };
const wide: Size = { columns: 80, rows: 24 };

/** What is seen of a run in a state. */
function screen(state: State, size: Size = wide, run: Recorded = correct, other = naive) {
  const count = columnsFor(size, state);
  const view = { width: columnCells(size, count), colour: false, wire: state.detail } as const;
  const sheet = (each: Recorded) => ({ run: each, pages: pagesOf(each, view) });
  const main = sheet(run);
  const beside = state.beside > 0 ? sheet(other) : undefined;
  const columns: Scene['columns'] =
    beside === undefined ? [main] : count === 2 ? [main, beside] : [beside];
  const scene: Scene = {
    ...{ id: 'sse-replay', claim: 'Nothing is missed.', main, columns, others: 1, next: 'naive' },
  };
  return shown(scene, state, size);
}

/** The state after keys, one after the other; the last one that was looked at if the viewer left. */
function pressing(keys: readonly string[], size: Size = wide): State {
  return keys.reduce(
    (state, key) => {
      const next = pressed(state, key, screen(state, size).extent);
      return next === 'left' ? state : next;
    },
    begun(correct, { wire: 'brief' }),
  );
}

const text = (state: State, size?: Size) =>
  screen(state, size).rows.map((row) =>
    row
      .map((part) => part.text)
      .join('')
      .trimEnd(),
  );

describe('whatever keys are pressed', () => {
  const sizes = fc.record({
    columns: fc.integer({ min: 40, max: 160 }),
    rows: fc.integer({ min: 8, max: 50 }),
  });

  it('the screen is never higher or wider than the terminal', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...KEYS), { maxLength: 12 }), sizes, (keys, size) => {
        const { rows } = screen(pressing(keys, size), size);
        expect(rows.length).toBeLessThanOrEqual(size.rows);
        expect(Math.max(...rows.map(rowCells))).toBeLessThanOrEqual(size.columns);
      }),
      { numRuns: 60 },
    );
  });

  it('there is a page, and it is not scrolled past its end', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...KEYS), { maxLength: 20 }), (keys) => {
        const state = pressing(keys);
        const { extent } = screen(state);
        expect(state.page).toBeGreaterThanOrEqual(0);
        expect(state.page).toBeLessThan(extent.pages);
        if (state.over === undefined) {
          expect(state.top).toBeLessThanOrEqual(Math.max(0, extent.rows - extent.room));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a page', () => {
  it('is a step, and the last one says how it came out', () => {
    const pages = pagesOf(correct, { width: 80, colour: false, wire: 'brief' });
    const steps = sseReplay.flatMap((event) => (event.type === 'step' ? [event.id] : []));
    expect(pages.map(({ step }) => step)).toEqual([...steps, undefined]);
    expect(pages.at(-1)?.title).toBe('How it came out');
    const checks = sseReplay.flatMap((event) => (event.type === 'check' ? [event.holds] : []));
    expect(pages.at(-1)?.verdicts).toEqual(checks);
  });

  it('shows nothing later than what has come', () => {
    const state = begun(correct, { wire: 'brief' });
    const pages = pagesOf(correct, { width: 80, colour: false, wire: 'brief' });
    const main = { run: correct, pages };
    const scene: Scene = {
      ...{ id: 'x', claim: '', main, columns: [main], others: 0, next: 'alone', untilMs: 1 },
    };
    const whole = screen(state).extent.rows;
    expect(shown(scene, state, wide).extent.rows).toBeLessThan(whole);
  });

  it('of a run without its faults says what was seen, and blames nothing', () => {
    const events = unpredicted(
      sseReplay.map((event) => (event.type === 'check' ? { ...event, holds: false } : event)),
    );
    const run: Recorded = { ...correct, withoutFaults: true, events };
    const rows = pagesOf(run, { width: 80, colour: false, wire: 'brief' }).at(-1)?.told ?? [];
    const all = rows.flatMap(({ rows: each }) => each.flat().map((part) => part.text));
    expect(all.join('')).toContain('not so here: ');
    expect(all.join('')).not.toMatch(/✗|NOT AS PREDICTED/);
  });
});

describe('keys', () => {
  it('n and b go from step to step, and stop at both ends', () => {
    expect(pressing(['n']).page).toBe(1);
    expect(pressing(['n', 'b', 'b']).page).toBe(0);
    const last = screen(pressing([])).extent.pages - 1;
    expect(pressing(Array.from({ length: 20 }, () => 'n')).page).toBe(last);
  });

  it('space goes down a step that is higher than the screen, then on', () => {
    const low: Size = { columns: 80, rows: 8 };
    const down = pressing([ENTER], low);
    expect([down.page, down.top > 0]).toEqual([0, true]);
    expect(text(down, low).join('\n')).toMatch(/↑ \d+ above/);
    const presses = Array.from({ length: 12 }, () => ENTER);
    expect(pressing(presses, low).page).toBeGreaterThan(0);
  });

  it('l lists the steps with how their checks came out; Enter goes to the marked one', () => {
    const listed = text(pressing(['n', 'l']));
    expect(listed.find((row) => row.includes('▸'))).toMatch(/▸ +2 /);
    expect(pressing(['l', 'down', 'down', ENTER])).toMatchObject({ page: 2 });
    expect(pressing(['l', 'down', 'down', ESCAPE])).toMatchObject({ page: 0 });
    expect(pressing(['l', '3'])).toMatchObject({ page: 2 });
  });

  it('d and h change the detail, and the same key changes it back', () => {
    expect(pressing(['d']).detail).toBe('full');
    expect(pressing(['d', 'd']).detail).toBe('brief');
    expect(pressing(['d', 'h']).detail).toBe('hex');
    expect(pressing(['h', 'h']).detail).toBe('brief');
  });

  it('s shows another variant beside if there is room, else in its place', () => {
    const beside = text(pressing(['s']), { columns: 120, rows: 40 });
    expect(beside[1]).toMatch(/resume \(correct\).*│.*forget \(naive\)/);
    const alone = text(pressing(['s']));
    expect(alone[0]).toContain('forget');
    expect(alone.join('\n')).not.toContain('│');
    expect(pressing(['s', 's']).beside).toBe(0);
  });

  it('? tells every key, and any other goes back', () => {
    const over = pressing(['?']);
    expect(over.over).toBe('keys');
    expect(text(over).join('\n')).toContain('the same run without what the tap does');
    expect(pressing(['?', 'x']).over).toBeUndefined();
  });

  it('q leaves from everywhere, Enter from the last page alone', () => {
    for (const keys of [[], ['l'], ['?']]) {
      const state = pressing(keys);
      expect(pressed(state, 'q', screen(state).extent)).toBe('left');
    }
    const last = pressing(['l', 'end', ENTER]);
    expect(pressed({ ...last, top: 999 }, ENTER, screen(last).extent)).toBe('left');
    expect(pressed(pressing([]), ENTER, screen(pressing([])).extent)).not.toBe('left');
  });

  it('the line of keys offers only what does something now', () => {
    const keys = (state: State) => text(state).at(-1) ?? '';
    expect(keys(pressing([]))).not.toContain('b back');
    expect(keys(pressing(['n']))).toContain('b back');
    expect(keys(pressing(['l', 'end', ENTER]))).not.toContain('n next');
    expect(keys(pressing(['d']))).toContain('d brief');
  });
});
