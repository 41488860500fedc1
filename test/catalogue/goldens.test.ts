import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { goldenLine, normalise } from '../../src/report/index.ts';
import { everyVariant, transcriptOf } from './every-scenario.ts';

/** How many lines of a golden are kept as they are; a herd of clients makes thousands. */
const KEPT = 300;

/** Long transcripts keep their beginning and end; what lies between is held by its hash. */
function abridged(lines: readonly string[]): readonly string[] {
  if (lines.length <= KEPT) return lines;
  const between = lines.slice(KEPT / 2, -KEPT / 2);
  const hash = createHash('sha256').update(between.join('\n')).digest('hex');
  const rest = JSON.stringify({ type: 'abridged', lines: between.length, sha256: hash });
  return [...lines.slice(0, KEPT / 2), rest, ...lines.slice(-KEPT / 2)];
}

describe('the transcript of', () => {
  it.each(everyVariant)('$id, $variant', async (played) => {
    const events = await transcriptOf(played);
    expect(events.at(-1)).toMatchObject({ type: 'end', asPredicted: true });
    const lines = events.map((event) => goldenLine(normalise(event)).trimEnd());
    const golden = `${abridged(lines).join('\n')}\n`;
    const file = `../goldens/${played.id}.${played.variant}.ndjson`;
    await expect(golden).toMatchFileSnapshot(file);
  });
});
