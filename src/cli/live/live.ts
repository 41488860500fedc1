import type { LiveSession, TapPlace } from '../../lab/live/live-session.ts';
import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import type { WireDetail } from '../../report/index.ts';
import { describeFault, type Tap, TapError } from '../../tap/index.ts';
import { SurroundingsError } from '../ending/exit.ts';
import { exitCodeOf, type Stop } from '../ending/signals.ts';
import { openOutputs, outputFiles } from '../output/output-files.ts';
import { sayBeside } from '../output/say-beside.ts';
import { type Sink, sinkFor } from '../output/sinks.ts';
import { turnOutlet } from '../output/turn-outlet.ts';
import type { Asking } from '../screen/can-ask.ts';
import { screen } from '../screen/terminal.ts';
import { isLoopback } from '../typed/target.ts';

/** What `serve` and `tap` have in common. */
export interface LiveOptions {
  readonly port: number;
  readonly host: string;
  readonly fault: readonly string[];
  readonly seed: number;
  readonly wire: WireDetail;
  readonly format: 'pretty' | 'ndjson';
  readonly output: readonly string[];
}

/** A session that is to go on until somebody ends it. */
export interface LiveRun {
  /** Makes the session; its transcript goes to `emit`. */
  readonly session: (emit: (event: TranscriptEvent) => void) => LiveSession;
  /** Starts what the tap stands before, and says where. */
  readonly place: (session: LiveSession) => TapPlace | Promise<TapPlace>;
  /** What to tell once the tap listens, line by line. */
  readonly welcome: (tap: Tap) => readonly string[];
}

/**
 * Runs a live session: shows its traffic while it happens and saves it, until it is stopped. What
 * was saved until then is kept.
 */
export async function goLive(
  run: LiveRun,
  options: LiveOptions,
  asking: Asking,
  stop: Stop,
): Promise<void> {
  const sinks = await openSinks(options, asking);
  let failure: unknown;
  let taking = true;
  const emit = (event: TranscriptEvent) => {
    if (!taking) return;
    try {
      for (const sink of sinks) sink.take(event);
    } catch (error) {
      // A file that can no longer be written ends the session; sockets must not be torn from within.
      taking = false;
      failure = error;
      stop.because('quit');
    }
  };
  const session = run.session(emit);
  try {
    const place = await run.place(session);
    const tap = await listen(session, place);
    if (!stop.signal.aborted) tell(run.welcome(tap), place, tap);
    await stopped(stop.signal);
    await session.close();
    if (failure !== undefined) throw failure;
    if (stop.signal.reason instanceof Error) throw stop.signal.reason;
    finish(sinks);
    if (options.output.length > 0) sayBeside(`saved ${options.output.join(', ')}`, screen(asking));
    process.exitCode = exitCodeOf(stop.signal.reason);
  } finally {
    await session.close();
    for (const sink of sinks) sink.discard();
  }
}

/** Finishes every file, so that one that fails takes no other with it; then throws what went wrong first. */
function finish(sinks: readonly Sink[]): void {
  const errors: unknown[] = [];
  for (const sink of sinks) {
    try {
      sink.finish();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}

async function listen(session: LiveSession, place: TapPlace): Promise<Tap> {
  try {
    return await session.open(place);
  } catch (error) {
    if (error instanceof TapError) {
      throw new SurroundingsError(whyNot(error, place.listen), { cause: error });
    }
    throw error;
  }
}

function whyNot(error: TapError, { host, port }: TapPlace['listen']): string {
  const { cause } = error;
  const inUse = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
  return inUse
    ? `port ${port} of ${host} is in use; choose another with --port, or 0 for any that is free`
    : error.message;
}

async function openSinks(options: LiveOptions, asking: Asking): Promise<readonly Sink[]> {
  const { colour, width, plain, isTerminal } = screen(asking);
  const view = { wire: options.wire, colour, width, plain };
  const inFile = { ...view, colour: false, width: isTerminal ? 100 : width };
  const outputs = await openOutputs(outputFiles(options.output, options.format), inFile);
  const stdout = turnOutlet((content) => process.stdout.write(content));
  return [await sinkFor(options.format, view, stdout), ...outputs];
}

function tell(welcome: readonly string[], { faults }: TapPlace, tap: Tap): void {
  const lines = [
    ...welcome,
    ...faults.map((fault) => `armed: the tap ${describeFault(fault)}`),
    ...(isLoopback(tap.host)
      ? []
      : [`${tap.host} is not only this machine: whoever reaches it can connect`]),
    'Ctrl-C ends it.',
  ];
  process.stderr.write(`${lines.join('\n')}\n\n`);
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
