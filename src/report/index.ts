export { ndjsonLine } from './ndjson.ts';
export { normalise } from './normalise.ts';
export type { TerminalOptions, WireDetail } from './terminal/options.ts';
export { safeText } from './terminal/safe-text.ts';
export { type TerminalView, terminalView } from './terminal/view.ts';
