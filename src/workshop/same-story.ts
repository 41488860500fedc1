/**
 * Says if transcripts tell the same story, what differs from run to run left out:
 * `npm run same-story -- node20.ndjson node26.ndjson`. CI has every Node line tell all of it.
 *
 * @module
 */
import { createReadStream } from 'node:fs';
import { readTranscript, transcriptLines } from '../report/index.ts';
import { goldenLine } from '../report/normal/golden-line.ts';

/** The lines of each run, by scenario and variant. */
async function storyOf(file: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const runs = new Map<string, string[]>();
  let run: string[] = [];
  for await (const event of readTranscript(transcriptLines(createReadStream(file)))) {
    if (event.type === 'scenario') {
      run = [];
      runs.set(`${event.id} ${event.variant.name}`, run);
    }
    run.push(goldenLine(event));
    // The comparison of whole runs that follows belongs to none of them.
    if (event.type === 'end') run = [];
  }
  return runs;
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
