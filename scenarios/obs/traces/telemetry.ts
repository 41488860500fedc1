import type { Clock, Random } from 'apilab';
import { byTraceparent, type Carrying } from './carrying.ts';
import { type Log, type LogOptions, openLog } from './log.ts';
import type { openRecords } from './records.ts';
import type { Telemetry } from './service.ts';
import { openTracer, type Tracer, type TracerOptions } from './tracer.ts';

/** How traces are carried and told, if not as `carrying.ts`, `tracer.ts` and `log.ts` do. */
interface TelemetryPorts {
  readonly carrying?: Carrying;
  readonly tracer?: (options: TracerOptions) => Tracer;
  readonly log?: (options: LogOptions) => Log;
}

/** What each of several services reports to the same records. */
export const telemetryFor =
  (
    {
      clock,
      random,
      records,
    }: { clock: Clock; random: Random; records: ReturnType<typeof openRecords> },
    { carrying = byTraceparent, tracer = openTracer, log = openLog }: TelemetryPorts,
  ) =>
  (service: string): Telemetry => ({
    carrying,
    tracer: tracer({ service, clock, random: random.fork(service), report: records.span }),
    log: log({ service, clock, write: records.line }),
  });
