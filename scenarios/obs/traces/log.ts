import type { Clock } from 'apilab';
import type { TraceContext } from './trace-context.ts';

/** A line of a log: what happened, and of which trace it is. */
export interface LogLine {
  readonly time: string;
  readonly level: 'info' | 'warn';
  readonly service: string;
  readonly message: string;
  readonly trace_id: string;
  readonly span_id: string;
  readonly [more: string]: string | number;
}

/** Writes lines of a service. What it is told must hold nothing secret and nothing about people. */
export type Log = (
  level: LogLine['level'],
  message: string,
  context: TraceContext,
  more?: Readonly<Record<string, string | number>>,
) => void;

export interface LogOptions {
  readonly service: string;
  readonly clock: Clock;
  readonly write: (line: LogLine) => void;
}

/** A log whose every line names its trace and its span: by these it is found from a trace. */
export const openLog =
  ({ service, clock, write }: LogOptions): Log =>
  (level, message, { traceId, spanId }, more = {}) => {
    const time = clock.date().toISOString();
    write({ time, level, service, message, trace_id: traceId, span_id: spanId, ...more });
  };
