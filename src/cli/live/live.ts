import type { Dialogue } from '../../dialogue/index.ts';
import type { LiveSession, TapPlace } from '../../lab/live/live-session.ts';
import { masked } from '../../lab/live/masking.ts';
import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import type { WireDetail } from '../../report/index.ts';
import { describeFault, faultKindNames, type Tap, TapError } from '../../tap/index.ts';
import { formatCount } from '../../text/quantities.ts';
import { errorLine } from '../ending/error-line.ts';
import { SurroundingsError } from '../ending/exit.ts';
import { exitCodeOf, type Stop } from '../ending/signals.ts';
import { inSlices } from '../output/in-slices.ts';
import { openOutputs, outputFiles } from '../output/output-files.ts';
import { type Outputs, outputsOf } from '../output/outputs.ts';
import { print } from '../output/print.ts';
import { sayBeside } from '../output/say-beside.ts';
import { sinkFor } from '../output/sinks.ts';
import { turnOutlet } from '../output/turn-outlet.ts';
import type { Asking } from '../screen/can-ask.ts';
import { openDialogue } from '../screen/open-dialogue.ts';
import { screen } from '../screen/terminal.ts';
import { isLoopback } from '../typed/target.ts';
import { type FaultKeys, faultKeys } from './fault-keys.ts';

/** What `serve` and `tap` have in common. */
export interface LiveOptions {
  readonly port: number;
  readonly host: string;
  readonly fault: readonly string[];
  readonly seed: number;
  readonly wire: WireDetail;
  readonly format: 'pretty' | 'ndjson';
  readonly output: readonly string[];
  /** Credentials are shown and saved as they crossed. */
  readonly showSecrets?: boolean;
}

/** `--fault help`: prints what faults there are; true if that was asked. */
export async function askedForFaults(
  { fault }: Pick<LiveOptions, 'fault'>,
  asking: Asking,
): Promise<boolean> {
  if (!fault.some((each) => /^(help|list)$/.test(each))) return false;
  const [{ faultLines }, { Chalk }] = await Promise.all([
    import('../showing/faults.ts'),
    import('chalk'),
  ]);
  const { colour, width } = screen(asking);
  const lines = faultLines(faultKindNames, width, new Chalk({ level: colour ? 2 : 0 }));
  print(`${lines.join('\n')}\n`);
  return true;
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
  /** True once clients are told where to connect: from then on traffic counts for more than a file. */
  let isOpen = false;
  const tellFailure = (error: Error) => {
    if (isOpen) process.stderr.write(errorLine(`${error.message}; the session goes on`));
  };
  const dialogue = openDialogue(asking, stop);
  let keys: FaultKeys | undefined;
  const outputs = await openSinks(options, asking, tellFailure, dialogue);
  if (options.output.length > 0) stop.goOnUnread((error) => lostReader(outputs, stop, error));
  const slices = inSlices((event) => {
    outputs.take(options.showSecrets ? event : masked(event));
    if (event.type === 'fault') setImmediate(() => keys?.onFired());
  });
  const session = run.session(slices.take);
  try {
    const place = await run.place(session);
    const tap = await listen(session, place);
    // A file that cannot even be begun is told before anybody connects.
    slices.flush();
    if (outputs.failure) throw outputs.failure;
    isOpen = true;
    if (!stop.signal.aborted) tell([...run.welcome(tap), ...secretsIn(options, place)], place, tap);
    if (dialogue && !stop.signal.aborted) keys = faultKeys(dialogue, tap, stop);
    await stopped(stop.signal);
    const { injected } = tap;
    await session.close();
    await slices.drained(tellLeft);
    isOpen = false;
    outputs.finish();
    if (stop.signal.reason instanceof Error) throw stop.signal.reason;
    if (outputs.failure) throw outputs.failure;
    tellUnfired(injected);
    if (options.output.length > 0) sayBeside(`saved ${options.output.join(', ')}`, screen(asking));
    process.exitCode = exitCodeOf(stop.signal.reason);
  } finally {
    dialogue?.close();
    await session.close();
    slices.drop();
    outputs.discard();
  }
}

/** Whoever has seen enough ends the session; a printed line that cannot be written does not. */
function lostReader(outputs: Outputs, stop: Stop, error: Error | undefined): void {
  if (error === undefined) stop.because('closed-pipe');
  outputs.goOnUnread(error);
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

async function openSinks(
  options: LiveOptions,
  asking: Asking,
  onFailure: (error: Error) => void,
  dialogue: Dialogue | undefined,
): Promise<Outputs> {
  const { colour, width, plain, isTerminal } = screen(asking);
  const view = { wire: options.wire, colour, width, plain };
  const inFile = { ...view, colour: false, width: isTerminal ? 100 : width };
  const files = await openOutputs(outputFiles(options.output, options.format), inFile);
  // The line of keys stays below what is printed. Sentences are asked once, nothing is redrawn.
  const stdout = turnOutlet((content) => {
    if (dialogue === undefined || dialogue.plain) process.stdout.write(content);
    else
      dialogue.say(typeof content === 'string' ? content : Buffer.from(content).toString('utf8'));
  });
  return outputsOf(await sinkFor(options.format, view, stdout), files, onFailure);
}

/** Forms that hold the secrets of TLS beside the records that they open: nothing in those can be masked. */
const OPEN_FORMS: readonly string[] = ['pcapng', 'ndjson'];

/** Says which files will tell everything that was encrypted. */
function secretsIn({ output, format }: LiveOptions, { keyLog }: TapPlace): readonly string[] {
  if (keyLog === undefined) return [];
  const open = outputFiles(output, format).filter((file) => OPEN_FORMS.includes(file.format));
  const names = open.map(({ path }) => path);
  if (format === 'ndjson') names.unshift('what is printed');
  const [first, ...others] = names;
  if (first === undefined) return [];
  const hold = others.length === 0 ? 'holds' : 'hold';
  return [
    `${names.join(', ')} ${hold} the secrets of TLS: whoever gets that reads all that crossed, credentials too`,
  ];
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

/** Says what a session that was ended is still at. */
function tellLeft(events: number): void {
  const left = formatCount(events, 'event');
  process.stderr.write(`still showing and saving ${left}; Ctrl-C again leaves at once\n`);
}

/** Names the faults that were armed until the end and never did anything. */
function tellUnfired(injected: Tap['injected']): void {
  for (const { fired, spent, sentence } of injected) {
    if (fired === 0 && !spent) process.stderr.write(`never fired: the tap ${sentence}\n`);
  }
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
