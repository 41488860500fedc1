import { lazyLayer } from '../lazy-layer.ts';
import { limits } from '../limits.ts';
import type {
  Direction,
  Dissector,
  Ending,
  HttpRequest,
  HttpResponse,
  Message,
  Range,
  TlsUnread,
} from '../types.ts';
import { contentOf, type RecordPlace, unreadContent } from './content.ts';
import type { HandshakeReading } from './handshake.ts';
import { HandshakeStream } from './handshake-stream.ts';
import type { KeyLog } from './key-log.ts';
import { Locks } from './locks.ts';
import type { Opened, Sealed } from './opener.ts';
import { Plaintext } from './plaintext.ts';
import { keepPlaintext } from './plaintext-of.ts';

const HANDSHAKE = 22;
const ALERT = 21;
const CHANGE_CIPHER_SPEC = 20;
const APPLICATION_DATA = 23;

/** What lies inside TLS is read with. */
export interface InsideReadings {
  readonly keyLog: KeyLog;
  /** Is given each line of the key log that is used, once, before the messages that it opens. */
  readonly tellSecret?: (line: string) => void;
  /** Makes the dissector of the application data. `protocol` is what ALPN agreed on, if anything. */
  readonly dissect: (protocol: string | undefined) => Dissector;
}

/** A whole record that is encrypted. */
export interface SealedRecord extends RecordPlace, Sealed {}

/** What waits for its turn, in the order in which it came. */
type Held =
  | { readonly record: SealedRecord }
  | { readonly direction: Direction; readonly ends: true };

/** The state of one direction. */
class Way {
  readonly plaintext = new Plaintext();
  readonly handshake = new HandshakeStream();
  /** True once the application data is over: `close_notify` came, or the connection's end. */
  ended = false;
  /** Where in the plaintext the next message starts. */
  told = 0;
}

/**
 * Reads what encrypted records hold. The records of both directions are opened in the order in which
 * they came, since what one side says may depend on what the other said before; one whose secret is
 * not there yet holds up those behind it.
 */
export class Inside {
  readonly #readings: InsideReadings;
  readonly #locks: Locks;
  readonly #ways: Readonly<Record<Direction, Way>> = {
    'client-to-server': new Way(),
    'server-to-client': new Way(),
  };
  #held: Held[] = [];
  #heldBytes = 0;
  #endings = 0;
  #isTls13 = false;
  #protocol: string | undefined;
  #dissector: Dissector | undefined;
  /** Early data that was opened before the server said whether it takes it. */
  #early: { readonly record: SealedRecord; readonly content: Uint8Array }[] = [];
  #takesEarly: boolean | undefined;
  /** How many records were opened. */
  #count = 0;
  /** True once nothing more can be read. */
  #isOver = false;

  constructor(readings: InsideReadings) {
    this.#readings = readings;
    this.#locks = new Locks(readings.keyLog, readings.tellSecret ?? (() => {}));
  }

  /** True if the payloads of encrypted records are still of use. */
  get reads(): boolean {
    return !this.#isOver;
  }

  /** Takes messages of the handshake that came in the clear. */
  handshake(direction: Direction, readings: readonly HandshakeReading[]): void {
    for (const reading of readings) this.#learn(direction, reading, []);
  }

  /** A ChangeCipherSpec came in the clear. */
  changeCipherSpec(direction: Direction): void {
    this.#locks.changeCipherSpec(direction);
  }

  /** Takes an encrypted record; says whether it was opened at once. */
  take(record: SealedRecord, out: Message[]): boolean {
    if (this.#isOver) return false;
    const before = this.#count;
    this.#held.push({ record });
    this.#heldBytes += record.payload.length;
    this.#readOn(out);
    if (this.#heldBytes > limits.tlsHeld) this.#giveUp(record, 'no-secret', out);
    return this.#held.length === 0 && this.#count > before;
  }

  /** Looks again for the secrets that were not there. */
  wake(out: Message[]): void {
    if (this.#held.length > 0) this.#readOn(out);
  }

  /** Tells what the application's dissector holds back only because more may follow. */
  release(direction: Direction, out: Message[]): void {
    this.#tell(this.#dissector?.release?.(direction) ?? [], out);
  }

  /** Where in the plaintext a message lies whose end is still to come. */
  underWay(direction: Direction): Range | undefined {
    const { told, plaintext } = this.#ways[direction];
    const end = plaintext.byteLength;
    return end === told || this.#dissector?.isBetween?.(direction)
      ? undefined
      : { start: told, end };
  }

  /** Its head, if all of that came. */
  head(direction: Direction): HttpRequest | HttpResponse | undefined {
    const head = this.#dissector?.headUnderWay?.(direction);
    return head && this.#placed(head);
  }

  /** A direction of the connection ended. */
  end(direction: Direction, out: Message[]): void {
    this.#endings++;
    this.#held.push({ direction, ends: true });
    this.#readOn(out);
    const [first] = this.#held;
    if (this.#endings < 2 || first === undefined) return;
    if ('record' in first) this.#giveUp(first.record, 'no-secret', out);
  }

  #readOn(out: Message[]): void {
    for (;;) {
      const [first] = this.#held;
      if (first === undefined) return;
      if ('record' in first) {
        if (!this.#isOver && !this.#read(first.record, out)) return;
        this.#heldBytes -= first.record.payload.length;
      } else {
        // Without close_notify nobody knows whether more was to come: a body that ends with the
        // connection is complete only behind it (RFC 9112 §9.8).
        this.#endApplication(first.direction, 'rst', out);
      }
      this.#held.shift();
    }
  }

  /** Reads a record; false if it has to wait. */
  #read(record: SealedRecord, out: Message[]): boolean {
    const tried = this.#locks.try(record.direction, record);
    switch (tried.is) {
      case 'waiting':
        return false;
      case 'opened':
        this.#opened(record, tried.opened, tried.early, out);
        break;
      case 'early':
        out.push(unreadContent(record, 'early-data'));
        break;
      default:
        this.#giveUp(record, tried.is, out);
    }
    return true;
  }

  #opened(record: SealedRecord, opened: Opened, early: boolean, out: Message[]): void {
    this.#count++;
    const way = this.#ways[record.direction];
    if (opened.type === APPLICATION_DATA) {
      if (early && this.#takesEarly === undefined) {
        this.#early.push({ record, content: opened.content });
        return;
      }
      this.#application(record, opened.content, out);
      return;
    }
    const part = opened.type === HANDSHAKE ? way.handshake.push(opened.content, 0) : undefined;
    const content = contentOf(record, opened, part, this.#isTls13);
    keepPlaintext(content, opened.whole);
    out.push(content);
    for (const reading of part?.completed ?? []) this.#learn(record.direction, reading, out);
    if (opened.type === CHANGE_CIPHER_SPEC) this.#locks.changeCipherSpec(record.direction);
    if (opened.type === ALERT && content.alert?.description === 'close_notify') {
      this.#endApplication(record.direction, 'fin', out);
    }
  }

  #learn(direction: Direction, reading: HandshakeReading, out: Message[]): void {
    this.#locks.take(direction, reading);
    const { type, hello, keys } = reading;
    if (type === 'server_hello') this.#isTls13 = hello.versions?.[0] === 'TLS 1.3';
    if (direction === 'server-to-client') this.#protocol = hello.alpn?.[0] ?? this.#protocol;
    if (type === 'encrypted_extensions') this.#decideEarly(keys.earlyData === true, out);
  }

  #decideEarly(takes: boolean, out: Message[]): void {
    this.#takesEarly = takes;
    for (const { record, content } of this.#early.splice(0)) {
      if (takes) this.#application(record, content, out);
      else out.push(unreadContent(record, 'early-data-refused'));
    }
  }

  #application(record: SealedRecord, content: Uint8Array, out: Message[]): void {
    const { direction, start, end } = record;
    const way = this.#ways[direction];
    if (way.ended || content.length === 0) return;
    way.plaintext.append(content, { start, end });
    this.#dissector ??= this.#readings.dissect(this.#protocol);
    this.#tell(this.#dissector.push(direction, content), out);
  }

  #endApplication(direction: Direction, ending: Ending, out: Message[]): void {
    const way = this.#ways[direction];
    if (way.ended) return;
    way.ended = true;
    if (this.#dissector !== undefined) this.#tell(this.#dissector.end(direction, ending), out);
  }

  /** Messages of the application data, in their place in the stream. */
  #tell(messages: readonly Message[], out: Message[]): void {
    for (const message of messages) {
      const way = this.#ways[message.direction];
      const placed = this.#placed(message);
      way.told = message.end;
      keepPlaintext(placed, way.plaintext.take(message));
      out.push(placed);
    }
  }

  #placed<M extends Message>(message: M): M {
    const records = this.#ways[message.direction].plaintext.recordsOf(message);
    return {
      ...message,
      start: records[0]?.start ?? 0,
      end: records.at(-1)?.end ?? 0,
      inside: { protocol: 'tls', start: message.start, end: message.end, records },
      layers: message.layers.map((layer) =>
        // A copy would look at nodes that nobody may want.
        layer.space === 'wire' ? lazyLayer(layer.protocol, 'plaintext', () => layer.nodes) : layer,
      ),
    };
  }

  /** Says why, and lets go of what is held. */
  #giveUp(place: RecordPlace, why: TlsUnread, out: Message[]): void {
    this.#isOver = true;
    out.push(unreadContent(place, why));
    const endings = this.#held.filter((held) => !('record' in held));
    this.#held = why === 'no-secret' ? endings : this.#held;
    this.#heldBytes = 0;
    if (why === 'no-secret') this.#readOn(out);
  }
}
