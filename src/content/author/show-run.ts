/**
 * Prints a run as signs see it, the text of each event with its sender, step by step. For whoever
 * writes lessons and cards: `node dist/src/authoring/show-run.js sse-replay resume [step]`.
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

const [run = '', variant = '', step] = process.argv.slice(2);
const set = Object.fromEntries(
  process.argv.slice(2).flatMap((word) => (/^\w+=/.test(word) ? [word.split('=', 2)] : [])),
);
const events = await recordedRun({ run, variant, set });
for (const event of windowOf(events, /^\d+$/.test(step ?? '') ? Number(step) : undefined)) {
  if (event.type === 'step') process.stdout.write(`\n== ${event.step} ${event.title}\n`);
  if (event.type === 'check') {
    process.stdout.write(`-- check ${event.id} ${event.holds ? 'holds' : 'breaks'}\n`);
  }
  const text = eventText(event);
  if (text === '') continue;
  const lines = text.split('\n').map((line) => `  ${safeText(line)}\n`);
  process.stdout.write(`-- from ${senderOf(event) ?? 'nobody'}\n${lines.join('')}`);
}
