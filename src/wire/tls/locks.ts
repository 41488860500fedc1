import type { Direction } from '../types.ts';
import type { HandshakeReading } from './handshake.ts';
import { type KeyLog, keyLogLine, type SecretLabel } from './key-log.ts';
import { keysOfMaster } from './key-schedule.ts';
import { type Opened, type Opener, opener12, opener13, type Sealed } from './opener.ts';
import { type Suite, suiteOf } from './suites.ts';

/** What came of trying to open a record. */
export type Try =
  | { readonly is: 'opened'; readonly opened: Opened; readonly early: boolean }
  /** The secret is not there yet. */
  | { readonly is: 'waiting' }
  /** Early data whose secret is not there although a later one is. */
  | { readonly is: 'early' }
  | { readonly is: 'no-match' }
  | { readonly is: 'cipher' };

/** How far a direction of TLS 1.3 is. */
type Stage = 'early' | 'handshake' | 'application';

interface Way {
  opener: Opener | undefined;
  stage: Stage;
}

const labels: Readonly<Record<Direction, Readonly<Record<Stage, SecretLabel>>>> = {
  'client-to-server': {
    early: 'CLIENT_EARLY_TRAFFIC_SECRET',
    handshake: 'CLIENT_HANDSHAKE_TRAFFIC_SECRET',
    application: 'CLIENT_TRAFFIC_SECRET_0',
  },
  'server-to-client': {
    early: 'SERVER_HANDSHAKE_TRAFFIC_SECRET',
    handshake: 'SERVER_HANDSHAKE_TRAFFIC_SECRET',
    application: 'SERVER_TRAFFIC_SECRET_0',
  },
};

const labels13: ReadonlySet<SecretLabel> = new Set(
  Object.values(labels).flatMap((each) => Object.values(each)),
);

/** Which key each record of a connection is under, as its handshake says. */
export class Locks {
  readonly #log: KeyLog;
  readonly #tell: (line: string) => void;
  readonly #told = new Set<SecretLabel>();
  readonly #ways: Readonly<Record<Direction, Way>> = {
    'client-to-server': { opener: undefined, stage: 'handshake' },
    'server-to-client': { opener: undefined, stage: 'handshake' },
  };
  #clientRandom = '';
  #serverRandom = '';
  #version: string | undefined;
  #suite: Suite | undefined;

  /** `tell` is given each line of the log that is used, once. */
  constructor(log: KeyLog, tell: (line: string) => void) {
    this.#log = log;
    this.#tell = tell;
  }

  /** Takes a message of the handshake, in the clear or not. */
  take(direction: Direction, { type, hello, keys }: HandshakeReading): void {
    const way = this.#ways[direction];
    switch (type) {
      case 'client_hello':
        // What follows a HelloRetryRequest is the same connection, its random the same, without early data.
        if (keys.random !== this.#clientRandom) this.#told.clear();
        this.#clientRandom = keys.random ?? '';
        if (keys.earlyData === true) way.stage = 'early';
        break;
      case 'server_hello':
        this.#serverRandom = keys.random ?? '';
        this.#version = hello.versions?.[0];
        this.#suite = suiteOf(hello.cipher ?? '');
        // Asked for early, so that whoever writes the log down has it before the records.
        this.#tellKnown();
        break;
      case 'end_of_early_data':
        this.#goOn(way, 'handshake');
        break;
      case 'finished':
        if (this.#is13 && way.stage === 'handshake') this.#goOn(way, 'application');
        break;
      case 'key_update':
        if (this.#is13) way.opener = way.opener?.next();
        break;
      default:
        break;
    }
  }

  /** Up to TLS 1.2: what follows in this direction is under the keys that were agreed on last. */
  changeCipherSpec(direction: Direction): void {
    if (!this.#is13) this.#ways[direction].opener = undefined;
  }

  /** Tries the next record of a direction; if it is `waiting` it is to be tried again later. */
  try(direction: Direction, record: Sealed): Try {
    if (this.#version === undefined) return { is: 'waiting' };
    if (this.#suite === undefined) return { is: 'cipher' };
    const way = this.#ways[direction];
    if (way.stage === 'early') return this.#tryEarly(way, record);
    const opener = way.opener ?? this.#openerOf(direction, way.stage);
    if (opener === undefined) return { is: 'waiting' };
    way.opener = opener;
    const opened = opener.open(record);
    return opened === undefined ? { is: 'no-match' } : { is: 'opened', opened, early: false };
  }

  get #is13(): boolean {
    return this.#version === 'TLS 1.3';
  }

  #goOn(way: Way, stage: Stage): void {
    way.stage = stage;
    way.opener = undefined;
  }

  /** Nothing but the key says where early data ends that the server refused (RFC 9846 §4.3.10). */
  #tryEarly(way: Way, record: Sealed): Try {
    const early = way.opener ?? this.#openerOf('client-to-server', 'early');
    way.opener = early;
    const opened = early?.open(record);
    if (opened !== undefined) return { is: 'opened', opened, early: true };
    const handshake = this.#openerOf('client-to-server', 'handshake');
    if (handshake === undefined) return { is: 'waiting' };
    const finished = handshake.open(record);
    if (finished === undefined) return { is: 'early' };
    way.stage = 'handshake';
    way.opener = handshake;
    return { is: 'opened', opened: finished, early: false };
  }

  #openerOf(direction: Direction, stage: Stage): Opener | undefined {
    if (this.#suite === undefined) return undefined;
    if (this.#is13) {
      const secret = this.#secret(labels[direction][stage]);
      return secret && opener13(this.#suite, secret);
    }
    const secret = this.#secret('CLIENT_RANDOM');
    if (secret === undefined) return undefined;
    const randoms = { client: this.#clientRandom, server: this.#serverRandom };
    const keys = keysOfMaster(this.#suite, secret, randoms);
    return opener12(this.#suite, direction === 'client-to-server' ? keys.client : keys.server);
  }

  #secret(label: SecretLabel): Uint8Array | undefined {
    const secret = this.#log.secret(label, this.#clientRandom);
    if (secret !== undefined) this.#tellKnown();
    return secret;
  }

  /** Whoever writes the log down needs all secrets as soon as they are there. */
  #tellKnown(): void {
    for (const label of this.#is13 ? labels13 : ['CLIENT_RANDOM' as const]) {
      if (this.#told.has(label)) continue;
      const secret = this.#log.secret(label, this.#clientRandom);
      if (secret === undefined) continue;
      this.#told.add(label);
      this.#tell(keyLogLine(label, this.#clientRandom, secret));
    }
  }
}
