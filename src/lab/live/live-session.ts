import { type Fault, openTap, type Tap, type Upstream } from '../../tap/index.ts';
import { dissectConnection } from '../../wire/connection.ts';
import type { ProtoTypes } from '../../wire/protobuf/types.ts';
import type { KeyLog } from '../../wire/tls/key-log.ts';
import { type Ids, seededIds } from '../chance/ids.ts';
import { type Random, seededRandom } from '../chance/random.ts';
import { TRANSCRIPT_VERSION, type TranscriptEvent } from '../record/transcript.ts';
import { Cleanup } from '../scenario/cleanup.ts';
import type { Closable, Statement } from '../scenario/lab.ts';
import type { Clock } from '../time/clock.ts';
import { LiveClock } from '../time/live-clock.ts';
import { LiveRecorder } from './live-recorder.ts';

/** How much of a connection a live session reads before it lets the rest pass unseen. */
const CAPTURE_BYTES = 64 * 1024 * 1024;

/** How many bytes of messages that are under way a live session holds at a time, over all connections. */
const CAPTURE_BYTES_OF_ALL = 256 * 1024 * 1024;

/**
 * How long a cut waits for programs elsewhere to read what was sent to them: a reset may destroy what
 * still lies in their buffers, and from here nobody can see whether it does. In milliseconds.
 */
const READING_MS = 20;

/** How long bytes wait for the end of their message before they are told without it. In milliseconds. */
const TELL_AFTER_MS = 10;

/** What the servers of a live session are given: real time, seeded chance, and a lane for their database. */
export interface LiveLab {
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  /** Has a resource closed when the session is over, in reverse order. */
  use<T extends Closable>(resource: T): T;
  /** Shows the statements of a database as a lane of their own: give the result to what runs them. */
  statements(client: string, database: string): (statement: Statement) => void;
}

/** What a session tells of itself in its transcript. */
export interface SessionAbout {
  /** Such as `serve-sse`. */
  readonly id: string;
  readonly group: string;
  readonly title: string;
  readonly claim: string;
  readonly standard: string;
  readonly focus: readonly string[];
}

/** A key log that grows while a session goes on. */
export interface FollowedKeyLog extends KeyLog {
  /** Calls back whenever secrets came, until it is closed. */
  follow(onMore: () => void): Closable;
}

/** Where and before whom a session's tap stands. */
export interface TapPlace {
  readonly server: string;
  readonly upstream: Upstream;
  readonly listen: { readonly host: string; readonly port: number };
  readonly faults: readonly Fault[];
  /** Names for what gRPC messages hold. */
  readonly protoTypes?: ProtoTypes;
  /** A key log that is written while the session goes on: what is inside TLS is read. */
  readonly keyLog?: FollowedKeyLog;
}

/** A live session: a tap, whoever connects to it, and the transcript of it while it goes on. */
export interface LiveSession {
  readonly lab: LiveLab;
  /** Opens the tap and begins the transcript. @throws TapError if it cannot listen. */
  open(place: TapPlace): Promise<Tap>;
  /** Ends the transcript, then closes everything. Returns what could not be closed. */
  close(): Promise<readonly unknown[]>;
}

/** Makes a session whose transcript goes to `emit`, event by event. */
export function liveSession(
  about: SessionAbout,
  options: { readonly seed: number; readonly emit: (event: TranscriptEvent) => void },
): LiveSession {
  const { seed, emit } = options;
  const cleanup = new Cleanup();
  const clock = cleanup.add(new LiveClock());
  const random = seededRandom(seed, about.id);
  const recorder = new LiveRecorder(() => clock.now(), emit);
  let connections = 0;
  let begun = false;
  let conclude = () => {};

  return {
    lab: {
      clock,
      random: random.fork('server'),
      ids: seededIds(random.fork('ids')),
      use: (resource) => cleanup.add(resource),
      statements: (client, database) => (statement) =>
        recorder.record({ type: 'query', client, database, ...statement }),
    },

    async open({ server, upstream, listen, faults, protoTypes, keyLog }) {
      const tap = await openTap({
        client: 'client',
        server,
        upstream,
        listen,
        surroundings: {
          clock,
          random: random.fork('tap'),
          settled: () => clock.sleep(READING_MS),
        },
        nextConnection: () => ++connections,
        onEvent: (event) => recorder.recordTap(event),
        captureBytes: CAPTURE_BYTES,
        captureBytesOfAll: CAPTURE_BYTES_OF_ALL,
        tellAfterMs: TELL_AFTER_MS,
        dissect: (secrets) =>
          dissectConnection({
            ...(protoTypes && { protoTypes }),
            ...(keyLog && { keyLog, ...secrets }),
          }),
      });
      cleanup.add(tap);
      conclude = tap.conclude;
      if (keyLog !== undefined) cleanup.add(keyLog.follow(() => tap.wake()));
      for (const fault of faults) tap.inject(fault);
      recorder.record({
        type: 'scenario',
        version: TRANSCRIPT_VERSION,
        ...about,
        covers: [],
        variant: { name: 'live', kind: 'correct', about: 'Whoever connects.', breaks: [] },
        variants: [{ name: 'live', kind: 'correct' }],
        params: {},
        seed,
        epoch: new Date(clock.epoch).toISOString(),
        live: true,
      });
      begun = true;
      return tap;
    },

    async close() {
      conclude();
      if (begun) {
        const { totals } = recorder;
        const realMs = clock.now();
        const { id } = about;
        recorder.record({ type: 'end', id, variant: 'live', asPredicted: true, totals, realMs });
      }
      recorder.end();
      return cleanup.run();
    },
  };
}
