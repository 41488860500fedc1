import type { Delivery, PartyName } from '../../tap/events.ts';
import type { Fault } from '../../tap/faults/fault.ts';
import type { Direction, Ending, HttpRequest, HttpResponse, Message } from '../../wire/types.ts';
import type { Strength } from '../scenario/promise.ts';

/** The version of the format; it rises when a reader of the former one would misread. */
export const TRANSCRIPT_VERSION = 2;

/** What every event carries: the lab time in milliseconds at which it happened. */
interface Timed {
  readonly at: number;
}

/** A scenario begins; the first event of its part of a transcript. */
export interface ScenarioEvent extends Timed {
  readonly type: 'scenario';
  readonly version: typeof TRANSCRIPT_VERSION;
  readonly id: string;
  /** The file it was played from, as it was typed; only if it is none of the catalogue. */
  readonly file?: string;
  readonly group: string;
  readonly title: string;
  readonly claim: string;
  /** Where the pattern is standardised, such as `HTML Standard §9.2.4`, or `no standard`. */
  readonly standard: string;
  readonly covers: readonly string[];
  readonly variant: VariantPlayed;
  /** The names of all variants, the one played among them. */
  readonly variants: readonly { readonly name: string; readonly kind: 'correct' | 'naive' }[];
  readonly params: Readonly<Record<string, string | number | boolean>>;
  readonly seed: number;
  /** Names of fields, lower case, that the story is about: they are shown first and annotated. */
  readonly focus: readonly string[];
  /** The day at which lab time 0 stands, RFC 3339. */
  readonly epoch: string;
  /**
   * True for a live session: servers or a tap in front of somebody's own, whoever connects. Time is
   * real, a step is a connection, and nothing was predicted or can be played again.
   */
  readonly live?: boolean;
}

export interface VariantPlayed {
  readonly name: string;
  readonly kind: 'correct' | 'naive';
  /** What this variant does, one sentence. */
  readonly about: string;
  /** Ids of the checks that must break in this variant. */
  readonly breaks: readonly string[];
}

/** A step begins. */
export interface StepEvent extends Timed {
  readonly type: 'step';
  /** From 1. */
  readonly step: number;
  /** In words, unique in its scenario, such as `catch-up`: what refers to the step. */
  readonly id: string;
  readonly title: string;
}

/** A remark of the scenario about what comes next or what was just seen. */
export interface NoteEvent extends Timed {
  readonly type: 'note';
  readonly text: string;
}

export interface ConnectionOpenedEvent extends Timed {
  readonly type: 'connection-opened';
  readonly connection: number;
  readonly client: PartyName;
  readonly server: PartyName;
  readonly clientPort: number;
  readonly serverPort: number;
  /** The server's address, if it is not 127.0.0.1. */
  readonly serverAddress?: string;
}

export interface ConnectionEndedEvent extends Timed {
  readonly type: 'connection-ended';
  readonly connection: number;
  readonly client: PartyName;
  readonly server: PartyName;
  readonly direction: Direction;
  readonly how: Ending;
  readonly by: 'sender' | 'receiver' | 'tap';
}

export interface ConnectionRefusedEvent extends Timed {
  readonly type: 'connection-refused';
  readonly connection: number;
  readonly client: PartyName;
  readonly server: PartyName;
  readonly code: string;
}

/** Something crossed the wire. */
export interface MessageEvent extends Timed {
  readonly type: 'message';
  readonly connection: number;
  readonly client: PartyName;
  readonly server: PartyName;
  readonly delivery: Delivery;
  /** How many of its bytes were delivered, from its first one; only if `delivery` is `part`. */
  readonly deliveredBytes?: number;
  /** Lab time at which its first byte was delivered; only if others of its bytes came later. */
  readonly begunAt?: number;
  /** True if the recording ended before the message did: `message` is what came of it until then. */
  readonly unfinished?: true;
  readonly message: Message;
  /** The message's bytes, base64, decrypted if it lies `inside` TLS; absent past the capture's cap. */
  readonly bytes?: string;
}

/**
 * Bytes of a message crossed whose end is still to come: told before whatever crossed behind them, and
 * if time went on meanwhile. The `message` follows once it is whole, with all its bytes.
 */
export interface CrossingEvent extends Timed {
  readonly type: 'crossing';
  readonly connection: number;
  readonly client: PartyName;
  readonly server: PartyName;
  readonly direction: Direction;
  /** Where the message starts: offset of its first byte in its direction. */
  readonly messageStart: number;
  /** What crossed since the last crossing of the message: `[start, end)`. */
  readonly start: number;
  readonly end: number;
  /** True if the offsets count the plaintext inside TLS; its bytes are those of the records. */
  readonly inside?: true;
  /** The head of HTTP/1.1, without content; with the first crossing that has all of it. */
  readonly head?: HttpRequest | HttpResponse;
  /** The bytes `[start, end)`, base64; absent past the capture's cap. */
  readonly bytes?: string;
}

export interface CaptureFullEvent extends Timed {
  readonly type: 'capture-full';
  readonly connection: number;
  readonly capBytes: number;
  /** True if `capBytes` is what all connections may hold together at a time. */
  readonly ofAll?: true;
}

/** A secret of a TLS connection became known. */
export interface TlsSecretEvent extends Timed {
  readonly type: 'tls-secret';
  readonly connection: number;
  readonly client: PartyName;
  readonly server: PartyName;
  /** As a key log has it (RFC 9850 §2): a label, the client's random, the secret. */
  readonly line: string;
}

/** A fault fired. `sentence` says what it did. */
export interface FaultEvent extends Timed {
  readonly type: 'fault';
  readonly connection: number;
  readonly client: PartyName;
  readonly server: PartyName;
  readonly fault: Fault;
  readonly sentence: string;
}

/** A statement ran on a database. */
export interface QueryEvent extends Timed {
  readonly type: 'query';
  /** Who asked. */
  readonly client: PartyName;
  /** The database's name, such as `db`. */
  readonly database: PartyName;
  readonly sql: string;
  readonly parameters: readonly (string | number | null)[];
  /** Rows returned, or changed if the statement returns none. */
  readonly rows: number;
  /** Real time it took, in microseconds: measured, so different in every run. */
  readonly durationUs: number;
}

/** Lab time went on because everybody waited. */
export interface WaitEvent extends Timed {
  readonly type: 'wait';
  /** Lab time before, in milliseconds; `at` is the time after. */
  readonly from: number;
}

/** A figure measured in this run, to be compared between variants. */
export interface FigureEvent extends Timed {
  readonly type: 'figure';
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** Measured figures as a picture: bars over labelled bins. */
export interface ChartEvent extends Timed {
  readonly type: 'chart';
  readonly title: string;
  /** What a bin is, such as `second of arrival`. */
  readonly binLabel: string;
  /** What is counted, such as `requests`. */
  readonly unit: string;
  readonly bins: readonly { readonly label: string; readonly value: number }[];
}

/** Measured figures as a table. */
export interface TableEvent extends Timed {
  readonly type: 'table';
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A check was made. */
export interface CheckEvent extends Timed {
  readonly type: 'check';
  /** In words, unique in its scenario, such as `once-in-order`. */
  readonly id: string;
  /** The promise: `MUST deliver every event once`, in lower case if no standard makes it. */
  readonly promise: string;
  readonly strength: Strength;
  /** Who makes the promise: a document and its section, such as `HTML Standard §9.2.4`, or `lab`. */
  readonly source: string;
  readonly holds: boolean;
  /** What the variant predicts. */
  readonly predicted: 'holds' | 'breaks';
  /** What was seen, in short. */
  readonly actual: string;
  /** What was to be seen, in short. */
  readonly expected: string;
  /** The messages that it is about, if the scenario says so: no view folds them away. */
  readonly about?: readonly MessagePlace[];
}

/** Where a message stands: its first byte in its direction of a connection. */
export interface MessagePlace {
  readonly connection: number;
  readonly direction: Direction;
  readonly start: number;
}

/** The scenario could not be played to its end: a fault of the scenario or of the lab. */
export interface FailureEvent extends Timed {
  readonly type: 'failure';
  readonly code: string;
  readonly text: string;
  /** Where in the story, such as `in step 2 'Reconnect'`, if the text does not say. */
  readonly place?: string;
  /** The line of the user's own source that threw, such as `mine.ts:12`. */
  readonly source?: string;
}

/** The scenario is over; the last event of its part. */
export interface EndEvent extends Timed {
  readonly type: 'end';
  readonly id: string;
  readonly variant: string;
  /** True where every check came out as predicted and nothing failed. */
  readonly asPredicted: boolean;
  readonly totals: Totals;
  /** Real time of the run in milliseconds: measured, so different in every run. */
  readonly realMs: number;
}

export interface Totals {
  readonly connections: number;
  readonly requests: number;
  /** Events of event streams that were dispatched and delivered. */
  readonly events: number;
  /** Bytes that the parties sent, both directions. */
  readonly bytes: number;
  readonly queries: number;
}

/** How the variants of a scenario compare, when all were played: it stands behind the last of their runs. */
export interface ComparisonEvent extends Timed {
  readonly type: 'comparison';
  /** The scenario. */
  readonly id: string;
  /** The file it was played from, as it was typed; only if it is none of the catalogue. */
  readonly file?: string;
  readonly title: string;
  readonly claim: string;
  readonly standard: string;
  readonly variants: readonly VariantCompared[];
  /** In the order in which they were made. */
  readonly checks: readonly CheckCompared[];
  /** General ones first, then those that the scenario states. */
  readonly figures: readonly FigureCompared[];
  readonly charts: readonly ChartCompared[];
}

export interface VariantCompared {
  readonly name: string;
  readonly kind: 'correct' | 'naive';
  readonly about: string;
  readonly asPredicted: boolean;
}

/** A check in every variant. */
export interface CheckCompared {
  readonly id: string;
  readonly promise: string;
  readonly source: string;
  /** What was seen in each variant, in their order; null if it was not made there. */
  readonly seen: readonly (Pick<
    CheckEvent,
    'holds' | 'predicted' | 'actual' | 'expected'
  > | null)[];
}

/** A figure in every variant. */
export interface FigureCompared {
  readonly name: string;
  readonly unit: string;
  /** In the order of the variants; null if one does not state it. */
  readonly values: readonly (number | null)[];
}

/** A chart that several variants have, on common bins. */
export interface ChartCompared {
  readonly title: string;
  readonly binLabel: string;
  readonly unit: string;
  readonly labels: readonly string[];
  /** A value a bin for each variant, in their order; null if one does not have it. */
  readonly values: readonly (readonly number[] | null)[];
}

/** One event of a transcript. A run is a sequence of them; saved, one JSON object a line (NDJSON). */
export type TranscriptEvent =
  | ScenarioEvent
  | StepEvent
  | NoteEvent
  | ConnectionOpenedEvent
  | ConnectionEndedEvent
  | ConnectionRefusedEvent
  | MessageEvent
  | CrossingEvent
  | CaptureFullEvent
  | TlsSecretEvent
  | FaultEvent
  | QueryEvent
  | WaitEvent
  | FigureEvent
  | ChartEvent
  | TableEvent
  | CheckEvent
  | ComparisonEvent
  | FailureEvent
  | EndEvent;
