/** What a transcript can be turned into: views and exports, all functions of its events. */

export { comparison } from './comparison/comparison.ts';
export { junitReport } from './junit/report.ts';
export { ndjsonLine } from './ndjson/line.ts';
export { readTranscript, transcriptLines } from './ndjson/read-transcript.ts';
export { TranscriptError } from './ndjson/transcript-error.ts';
export { goldenLine } from './normal/golden-line.ts';
export { normalise } from './normal/normalise.ts';
export type { Knowledge, Taught, TerminalOptions, WireDetail } from './story/view-options.ts';
export { terminalView } from './terminal/view.ts';
