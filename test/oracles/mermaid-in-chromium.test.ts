import { createRequire } from 'node:module';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TranscriptEvent } from '../../src/lab/record/transcript.ts';
import { mermaidReport } from '../../src/report/mermaid/diagram.ts';
import { anyEvent } from '../report/any-event.ts';
import { manyThings } from '../report/many-things.events.ts';
import { price, scenario, seen, sseReplay } from '../report/sse-replay.events.ts';
import {
  chromiumIsHere,
  type Headless,
  headlessChromium,
  type Opened,
} from './headless-chromium.ts';

function mermaid(events: readonly TranscriptEvent[]): string {
  const report = mermaidReport();
  for (const event of events) report.take(event);
  return String(report.end());
}

const require = createRequire(import.meta.url);
const bundle = require.resolve('mermaid/dist/mermaid.min.js');

describe.skipIf(!chromiumIsHere)('Mermaid itself reads the diagram', () => {
  let headless: Headless;
  let opened: Opened;
  beforeAll(async () => {
    headless = await headlessChromium();
    opened = await headless.open('<!doctype html><title>Mermaid</title>');
    await opened.page.addScriptTag({ path: bundle });
    await opened.page.evaluate('mermaid.initialize({ startOnLoad: false })');
  });
  afterAll(() => headless.close());

  /** The words of the drawn diagram, as somebody sees them. */
  const drawn = (diagram: string): Promise<string> =>
    opened.page.evaluate(`(async () => {
      const { svg } = await mermaid.render('drawn', ${JSON.stringify(diagram)});
      const host = document.createElement('div');
      host.innerHTML = svg;
      for (const sheet of host.querySelectorAll('style')) sheet.remove();
      return [...host.querySelectorAll('text')].map((each) => each.textContent).join('\\n');
    })()`);

  test('a run is drawn with its steps, its fault and its check', async () => {
    const words = await drawn(mermaid(sseReplay));
    expect(words).toContain('2 · Lose the connection');
    expect(words).toContain('the tap resets the connection (RST to both ends)');
    expect(words).toContain('id: 1 · event: price · {"symbol":"ACME","price":18550}');
    expect(words).toContain('✓ MUST deliver every event exactly once, in order');
  });

  test('a run with nearly everything is drawn', async () => {
    expect(await drawn(mermaid(manyThings))).toContain('POST /graphql · query Orders');
  });

  test('text that could be syntax is seen as it was', async () => {
    const hostile = 'a; end #35; "x" %% {y} <b>';
    const words = await drawn(mermaid([scenario(), seen(0, { ...price(1, 2), data: hostile })]));
    expect(words).toContain(hostile);
  });

  test('whatever the events say, it is a valid diagram', async () => {
    const runs = fc.sample(fc.array(anyEvent, { minLength: 1, maxLength: 12 }), {
      numRuns: 40,
      seed: 1,
    });
    for (const events of runs) {
      const diagram = mermaid(events);
      const read = opened.page.evaluate(`mermaid.parse(${JSON.stringify(diagram)})`);
      await expect(read, diagram).resolves.toMatchObject({ diagramType: 'sequence' });
    }
  });
});
