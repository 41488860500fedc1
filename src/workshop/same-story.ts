/**
 * Says if transcripts tell the same story, what differs from run to run left out:
 * `npm run same-story -- node20.ndjson node26.ndjson`. CI has every Node line tell all of it.
 *
 * @module
 */
import { createReadStream } from 'node:fs';
import type { TranscriptEvent } from '../lab/record/transcript.ts';
import { readTranscript, transcriptLines } from '../report/index.ts';
import { goldenLine } from '../report/normal/golden-line.ts';

/** The lines of each run, by scenario and variant. */
async function storyOf(file: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const runs = new Map<string, string[]>();
  let run: string[] = [];
  let resets = lateResets();
  for await (const event of readTranscript(transcriptLines(createReadStream(file)))) {
    if (event.type === 'scenario') {
      run = [];
      resets = lateResets();
      runs.set(`${event.id} ${event.variant.name}`, run);
    }
    if (!resets.isLate(event)) run.push(goldenLine(withoutBytes(event)));
    // The comparison of whole runs that follows belongs to none of them.
    if (event.type === 'end') run = [];
  }
  return runs;
}

/** The sum of the bytes follows those resets, and the length of a TLS handshake. */
function withoutBytes(event: TranscriptEvent): TranscriptEvent {
  // So does the place of what a check is about.
  if (event.type === 'check' && event.about !== undefined)
    return { ...event, about: event.about.map((message) => ({ ...message, start: 0 })) };
  return event.type === 'end' ? { ...event, totals: { ...event.totals, bytes: 0 } } : event;
}

/**
 * Finds RST_STREAM frames on streams that both ends had ended before: nothing is left to be reset
 * (RFC 9113 §5.1, closed), and one Node line sends them where another does not.
 */
function lateResets() {
  const ended = new Set<string>();
  return {
    isLate({ type, ...event }: TranscriptEvent): boolean {
      if (type !== 'message' || !('message' in event)) return false;
      const { message, connection } = event;
      if (message.kind !== 'http2-frame' || message.stream === undefined) return false;
      const end = (direction: string) => `${connection} ${message.stream} ${direction}`;
      if (message.flags?.includes('END_STREAM')) ended.add(end(message.direction));
      return (
        message.summary.startsWith('RST_STREAM') &&
        ended.has(end('client-to-server')) &&
        ended.has(end('server-to-client'))
      );
    },
  };
}

const [first = '', ...others] = process.argv.slice(2);
const story = await storyOf(first);
for (const file of others) {
  const other = await storyOf(file);
  for (const [name, lines] of story) {
    const told = other.get(name) ?? [];
    const at = Array.from(told.length > lines.length ? told : lines, (_, n) => n).find(
      (n) => lines[n] !== told[n],
    );
    if (at === undefined) continue;
    console.error(`${name}, event ${at + 1}:\n  ${first}: ${lines[at]}\n  ${file}: ${told[at]}`);
    process.exitCode = 1;
  }
}
console.log(`${story.size} runs in ${others.length + 1} transcripts`);
