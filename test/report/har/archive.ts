import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import { harReport } from '../../../src/report/har/index.ts';
import type { HarLog } from '../../../src/report/har/types.ts';
import { written } from '../written.ts';

/** The archive of events, read back. `heldBytes` is how much of a run is held before it is written. */
export function archiveOf(events: readonly TranscriptEvent[], heldBytes?: number): HarLog {
  const archive: { log: HarLog } = JSON.parse(
    written(harReport(heldBytes === undefined ? {} : { heldBytes }), events),
  );
  return archive.log;
}
