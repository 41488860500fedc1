/**
 * A run as an HTTP archive (HAR 1.2) that browsers and API clients open: every exchange as its
 * client saw it, a page a step.
 *
 * @module
 */
import { VERSION } from '../../version.ts';
import type { Exporter } from '../exporter.ts';
import { entryOf } from './entry.ts';
import { ScenarioRecord } from './scenario.ts';
import type { HarLog } from './types.ts';

/** Makes the exporter of one file. All of it comes at the end: an entry is written when it is over. */
export function harReport(): Exporter {
  const scenarios: ScenarioRecord[] = [];
  return {
    take(event) {
      if (event.type === 'scenario')
        scenarios.push(new ScenarioRecord(event, scenarios.length + 1));
      else scenarios.at(-1)?.take(event);
      return '';
    },
    end() {
      for (const scenario of scenarios) scenario.finish();
      const log: HarLog = {
        version: '1.2',
        creator: { name: 'apilab', version: VERSION },
        pages: scenarios.flatMap((scenario) => scenario.pages()),
        entries: scenarios.flatMap(({ exchanges, epochMs }) =>
          exchanges.map((exchange) => entryOf(exchange, epochMs)),
        ),
        comment: scenarios.map(({ about }) => about).join('\n'),
      };
      return `${JSON.stringify({ log }, undefined, 2)}\n`;
    },
  };
}
