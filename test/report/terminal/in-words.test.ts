import { describe, expect, it } from 'vitest';
import type { TableEvent, TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { terminalView } from '../../../src/report/index.ts';
import { cellCount } from '../../../src/text/cells.ts';
import { manyThings } from '../many-things.events.ts';
import { seen, sseEvent, sseReplay } from '../sse-replay.events.ts';

function shown(events: readonly TranscriptEvent[], width = 80): string {
  const view = terminalView({ width, colour: false, wire: 'brief', plain: true });
  return events.map((event) => view.write(event)).join('') + view.release();
}

describe('a view for a screen reader', () => {
  it('says in words who speaks to whom, and how checks came out', () => {
    const text = shown(sseReplay);
    expect(text).toMatch(/^ {2}client to prices +\+\d/m);
    expect(text).toMatch(/^ {2}client from prices +\+\d/m);
    expect(text).toMatch(/^ {2}client and prices .*\n.*the tap/m);
    expect(text).toMatch(/^ {2}holds: MUST deliver /m);
  });

  it('draws no arrows, boxes, ticks or bars', () => {
    expect(shown([...sseReplay, ...manyThings])).not.toMatch(/[→←⇒↳✓✗\u2500-\u259f]/u);
  });

  it('tells a table row by row, each value with its column', () => {
    const table: TableEvent = {
      type: 'table',
      at: 0,
      title: 'What differs',
      columns: ['', 'resume', 'forget'],
      rows: [
        ['requests', '11', '12'],
        ['once-in-order', '✓', '✗'],
      ],
    };
    expect(shown([table])).toBe(
      [
        '  What differs',
        '  requests',
        '  resume: 11',
        '  forget: 12',
        '',
        '  once-in-order',
        '  resume: holds',
        '  forget: broken',
        '',
      ].join('\n'),
    );
  });

  it('leaves what was sent as it was', () => {
    const said = sseEvent({ id: '1', event: 'tick', data: '→' });
    expect(shown([seen(0, said)])).toContain('→');
  });

  it.each([40, 80, 200])('keeps to %d columns', (width) => {
    const lines = shown([...sseReplay, ...manyThings], width).split('\n');
    expect(Math.max(...lines.map(cellCount))).toBeLessThanOrEqual(width);
  });
});
