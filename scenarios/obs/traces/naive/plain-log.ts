import { type Log, type LogOptions, openLog } from '../log.ts';

/** The log says what happened. */
export const plainLog = (options: LogOptions): Log =>
  openLog({ ...options, write: (line) => options.write({ ...line, trace_id: '', span_id: '' }) });
