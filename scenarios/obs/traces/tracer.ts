import type { Clock, Random } from 'apilab';
import type { TraceContext } from './trace-context.ts';

/** A piece of work: who did it, as part of what, and how long it took. */
export interface Span {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  /** The span that called for it; a trace begins with one that has none. */
  readonly parentId?: string;
  /** Milliseconds on the clock. */
  readonly beganAt: number;
  readonly endedAt: number;
}

/** Makes spans of a service. */
export interface Tracer {
  readonly service: string;
  /** Does work as a span: below the one that called for it, or as the beginning of a trace. */
  span<T>(
    name: string,
    parent: TraceContext | undefined,
    work: (context: TraceContext) => Promise<T>,
  ): Promise<T>;
}

export interface TracerOptions {
  readonly service: string;
  readonly clock: Clock;
  readonly random: Random;
  /** Takes a span that has ended. What ships it must not be waited for. */
  readonly report: (span: Span) => void;
  /** Whether a trace that begins here is recorded: each one by default. */
  readonly isRecorded?: () => boolean;
}

/** A tracer. Whether a trace is recorded is decided where it begins, and kept by all who come after. */
export function openTracer({
  service,
  clock,
  random,
  report,
  isRecorded = () => true,
}: TracerOptions): Tracer {
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => random.integer(0, 15).toString(16)).join('');
  return {
    service,
    async span(name, parent, work) {
      const context: TraceContext = {
        traceId: parent?.traceId ?? hex(32),
        spanId: hex(16),
        isSampled: parent?.isSampled ?? isRecorded(),
        state: parent?.state ?? [],
      };
      const { traceId, spanId } = context;
      const parentId = parent && { parentId: parent.spanId };
      const beganAt = clock.now();
      try {
        return await work(context);
      } finally {
        const endedAt = clock.now();
        if (context.isSampled) {
          report({ service, name, traceId, spanId, ...parentId, beganAt, endedAt });
        }
      }
    },
  };
}
