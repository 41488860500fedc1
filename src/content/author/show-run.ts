/**
 * Prints a run as signs see it, the text of each event with its sender, step by step. For authors of
 * lessons and cards: `npm run show-run -- sse-replay resume catch-up prices=40`. Step and parameters
 * may be left out.
 *
 * @module
 */
import { recordedRun } from '../../evidence/recorded-run.ts';
import { senderOf } from '../../evidence/sign.ts';
import { windowOf } from '../../evidence/window.ts';
import { eventText } from '../../report/story/wire-text.ts';
import { safeText } from '../../text/safe-text.ts';

// Whoever reads may leave early, such as `| head`.
process.stdout.once('error', () => process.exit(0));

const [run = '', variant = '', ...rest] = process.argv.slice(2);
const isParameter = (word: string) => /^\w+=/.test(word);
const set = Object.fromEntries(rest.filter(isParameter).map((word) => word.split('=', 2)));
const step = rest.find((word) => !isParameter(word));
const events = await recordedRun({ run, variant, set });
for (const event of windowOf(events, step)) {
  if (event.type === 'step') process.stdout.write(`\n== ${event.id}: ${event.title}\n`);
  if (event.type === 'check') {
    process.stdout.write(`-- check ${event.id} ${event.holds ? 'holds' : 'breaks'}\n`);
  }
  const text = eventText(event);
  if (text === '') continue;
  const lines = text.split('\n').map((line) => `  ${safeText(line)}\n`);
  process.stdout.write(`-- from ${senderOf(event) ?? 'nobody'}\n${lines.join('')}`);
}
