import { expect, it } from 'vitest';
import { terminalView } from '../../../src/report/index.ts';
import { sseReplay } from '../sse-replay.events.ts';

it('a run shown inside something else begins with its first step and ends with its figures', () => {
  const view = terminalView({ width: 80, colour: false, wire: 'brief', within: true });
  const lines = sseReplay
    .map((event) => view.write(event))
    .join('')
    .trim()
    .split('\n');
  expect(lines[0]).toMatch(/^1 {2}/);
  expect(lines.at(-1)).toMatch(/connections? · .* · seed \d+/);
});
