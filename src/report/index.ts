/** What a transcript can be turned into: views and exports, all functions of its events. */
export { comparison } from './comparison.ts';
export { goldenLine } from './golden-line.ts';
export { junitReport } from './junit.ts';
export { ndjsonLine } from './ndjson.ts';
export { normalise } from './normalise.ts';
export { readTranscript, transcriptLines } from './read-transcript.ts';
export type { Knowledge, TerminalOptions, WireDetail } from './terminal/options.ts';
export { terminalView } from './terminal/view.ts';
export { TranscriptError } from './transcript-error.ts';
