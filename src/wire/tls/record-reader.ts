import { problemsOf } from '../http1/parts.ts';
import { KeptBytes } from '../kept-bytes.ts';
import { MalformedBlocks } from '../raw-blocks.ts';
import type { Direction, Layer, Message, Node, Problem, TlsAlert, TlsRecord } from '../types.ts';
import { readAlert } from './alert.ts';
import { HandshakeStream } from './handshake-stream.ts';
import type { Inside } from './inside.ts';
import { contentTypeName, versionName } from './names.ts';
import { tlsProblems } from './problems.ts';
import type { Hello } from './types.ts';

/** The head of a record: type, version, length (RFC 9846 §5.1). */
const RECORD_HEAD = 5;
/** The longest payload that any version allows: 2^14 bytes and 2048 of encryption (RFC 5246 §6.2.3). */
const LONGEST_PAYLOAD = 16_384 + 2_048;
/** The largest length that two bytes can say. */
const LARGEST_LENGTH = 65_535;

/** What both directions of a connection know. */
export interface Session {
  /** The version that the server chose, such as `TLS 1.3`, once its hello came. */
  version: string | undefined;
  /** Reads what is encrypted, if there is a key log. */
  readonly inside: Inside | undefined;
}

/** A record whose payload is on its way. */
interface Draft {
  readonly start: number;
  readonly type: number;
  readonly contentType: string;
  readonly version: string;
  readonly payloadLength: number;
  readonly payload: KeptBytes;
  /** Its head, kept only to open the record. */
  readonly head: Uint8Array | undefined;
}

/** What the payload of a record in the clear says. */
interface Reading extends Hello {
  readonly nodes: readonly Node[];
  readonly layers?: readonly Layer[];
  readonly handshake?: readonly string[];
  readonly alert?: TlsAlert;
}

/** Reads the records of one direction. */
export class RecordReader {
  readonly #direction: Direction;
  readonly #session: Session;
  readonly #handshake = new HandshakeStream();
  readonly #head = new Uint8Array(RECORD_HEAD);
  #headLength = 0;
  #offset: number;
  #draft: Draft | undefined;
  /** True if what follows is encrypted whatever its type: up to TLS 1.2, after ChangeCipherSpec. */
  #encrypts = false;
  #blocks: MalformedBlocks | undefined;
  #ended = false;

  constructor(direction: Direction, offset: number, session: Session) {
    this.#direction = direction;
    this.#offset = offset;
    this.#session = session;
  }

  push(bytes: Uint8Array): readonly Message[] {
    const out: Message[] = [];
    if (this.#ended) return out;
    let at = 0;
    while (at < bytes.length && this.#blocks === undefined) {
      at +=
        this.#draft === undefined ? this.#readHead(bytes, at, out) : this.#readPayload(bytes, at);
      if (this.#draft !== undefined && left(this.#draft) === 0)
        this.#finish(this.#draft, true, out);
    }
    this.#blocks?.push(bytes.subarray(at), out);
    return out;
  }

  end(): readonly Message[] {
    const out: Message[] = [];
    if (this.#ended) return out;
    this.#ended = true;
    if (this.#draft !== undefined) this.#finish(this.#draft, false, out);
    if (this.#headLength > 0) this.#breakOff(tlsProblems.unfinished, out);
    this.#blocks?.end(out);
    return out;
  }

  #readHead(bytes: Uint8Array, from: number, out: Message[]): number {
    const some = bytes.subarray(from, from + RECORD_HEAD - this.#headLength);
    this.#head.set(some, this.#headLength);
    this.#headLength += some.length;
    this.#offset += some.length;
    if (this.#headLength === RECORD_HEAD) this.#begin(out);
    return some.length;
  }

  #begin(out: Message[]): void {
    const [type = 0, major = 0, minor = 0, high = 0, low = 0] = this.#head;
    const contentType = contentTypeName(type);
    if (contentType === undefined || major !== 3) {
      this.#breakOff(tlsProblems.unknownContentType, out);
      return;
    }
    this.#headLength = 0;
    const encrypted = this.#isEncrypted(contentType);
    const opens = encrypted && this.#session.inside?.reads === true;
    this.#draft = {
      start: this.#offset - RECORD_HEAD,
      type,
      contentType,
      version: versionName(major * 256 + minor),
      payloadLength: high * 256 + low,
      payload: new KeptBytes(encrypted && !opens ? 0 : LARGEST_LENGTH),
      head: opens ? Uint8Array.from(this.#head) : undefined,
    };
  }

  /** Application data is never in the clear; in TLS 1.3 everything that is encrypted calls itself so (RFC 9846 §5.2). */
  #isEncrypted(contentType: string): boolean {
    return contentType === 'application_data' || this.#encrypts;
  }

  #readPayload(bytes: Uint8Array, from: number): number {
    const draft = this.#draft;
    if (draft === undefined) return 0;
    const some = bytes.subarray(from, Math.min(bytes.length, from + left(draft)));
    draft.payload.append(some);
    this.#offset += some.length;
    return some.length;
  }

  /** The record is over here; `complete` is false if it breaks off. */
  #finish(draft: Draft, complete: boolean, out: Message[]): void {
    this.#draft = undefined;
    const { start, contentType, version, payloadLength } = draft;
    const end = this.#offset;
    const encrypted = this.#isEncrypted(contentType);
    const interrupted = contentType !== 'handshake' && this.#handshake.isOpen;
    const reading = encrypted || !complete ? this.#unread(draft, encrypted) : this.#read(draft);
    const { nodes: payloadNodes, layers: furtherLayers = [], ...said } = reading;
    const nodes = [
      ...headNodes(draft, interrupted && !encrypted ? tlsProblems.interleaved : undefined),
      ...payloadNodes,
    ];
    if (!complete)
      nodes.push({ kind: 'tls.cut', start: end, end, problem: tlsProblems.unfinished });
    const layers: Layer[] = [{ protocol: 'tls', space: 'wire', nodes }, ...furtherLayers];
    const insides: Message[] = [];
    const opened = encrypted && complete ? this.#open(draft, insides) : undefined;
    const record: Omit<TlsRecord, 'summary'> = {
      kind: 'tls-record',
      direction: this.#direction,
      start,
      end,
      layers,
      problems: problemsOf(layers),
      contentType,
      version,
      encrypted,
      ...(opened !== undefined && { opened }),
      payloadLength,
      complete,
      ...said,
    };
    out.push({ ...record, summary: summaryOf(record) }, ...insides);
  }

  /** Hands an encrypted record to whoever can open it, if anybody can; says whether that was done at once. */
  #open({ start, head, payload }: Draft, out: Message[]): boolean | undefined {
    const { inside } = this.#session;
    if (inside === undefined) return undefined;
    if (head === undefined) return false;
    const end = this.#offset;
    return inside.take(
      { direction: this.#direction, start, end, head, payload: payload.view() },
      out,
    );
  }

  #unread(draft: Draft, encrypted: boolean): Reading {
    const kind = encrypted ? 'tls.encrypted' : 'tls.payload';
    const start = draft.start + RECORD_HEAD;
    return { nodes: this.#offset === start ? [] : [{ kind, start, end: this.#offset }] };
  }

  /** Reads a record in the clear. */
  #read(draft: Draft): Reading {
    const start = draft.start + RECORD_HEAD;
    const payload = draft.payload.view();
    switch (draft.contentType) {
      case 'handshake':
        return this.#readHandshake(payload, start);
      case 'alert':
        return readAlert(payload, start);
      case 'change_cipher_spec':
        // In TLS 1.3 it means nothing (RFC 9846 §5); before a hello of the server came, there is no other to mean.
        this.#session.inside?.changeCipherSpec(this.#direction);
        this.#encrypts = this.#session.version !== undefined && this.#session.version !== 'TLS 1.3';
        return { nodes: leaf('tls.change-cipher-spec', start, payload.length) };
      default:
        return { nodes: leaf('tls.payload', start, payload.length) };
    }
  }

  #readHandshake(payload: Uint8Array, start: number): Reading {
    const { nodes, completed, joined } = this.#handshake.push(payload, start);
    if (completed.length === 0) return { nodes };
    let hello: Hello = {};
    for (const { type, hello: said } of completed) {
      hello = { ...hello, ...said };
      const isAnswer = type === 'server_hello' || type === 'hello_retry_request';
      if (isAnswer) this.#session.version = said.versions?.[0];
    }
    this.#session.inside?.handshake(this.#direction, completed);
    const handshake = completed.map(({ type }) => type);
    if (joined === undefined) return { nodes, handshake, ...hello };
    const layers: Layer[] = [{ protocol: 'tls-handshake', space: 'content', nodes: [joined.node] }];
    return { nodes, layers, handshake, ...hello };
  }

  /** From here on nothing can be placed. */
  #breakOff(problem: Problem, out: Message[]): void {
    const rest = this.#head.subarray(0, this.#headLength);
    const start = this.#offset - this.#headLength;
    this.#headLength = 0;
    this.#blocks = new MalformedBlocks(
      this.#direction,
      start,
      problem,
      tlsProblems.unreadable,
      'tls',
    );
    this.#blocks.push(rest, out);
  }
}

function left(draft: Draft): number {
  return draft.payloadLength - draft.payload.length;
}

function leaf(kind: string, start: number, length: number): readonly Node[] {
  return length === 0 ? [] : [{ kind, start, end: start + length }];
}

function headNodes(draft: Draft, interrupted: Problem | undefined): Node[] {
  const { start, contentType, version, payloadLength } = draft;
  const type = { kind: 'tls.content-type', start, end: start + 1, value: contentType };
  const length = {
    kind: 'tls.length',
    start: start + 3,
    end: start + RECORD_HEAD,
    value: `${payloadLength} bytes`,
  };
  const problem = lengthProblem(draft);
  return [
    interrupted === undefined ? type : { ...type, problem: interrupted },
    { kind: 'tls.version', start: start + 1, end: start + 3, value: version },
    problem === undefined ? length : { ...length, problem },
  ];
}

function lengthProblem({ contentType, payloadLength }: Draft): Problem | undefined {
  if (payloadLength > LONGEST_PAYLOAD) return tlsProblems.recordTooLong;
  const mayBeEmpty = contentType === 'application_data';
  return payloadLength === 0 && !mayBeEmpty ? tlsProblems.emptyRecord : undefined;
}

/** One line that names a record, such as `client_hello`, `alert fatal unknown_ca` or `application_data, encrypted`. */
function summaryOf(record: Omit<TlsRecord, 'summary'>): string {
  const { contentType, alert, handshake } = record;
  if (!record.complete) return `${contentType}, cut off`;
  if (record.encrypted) return `${contentType}, encrypted`;
  if (alert !== undefined) {
    const name = alert.description === 'unknown' ? String(alert.code) : alert.description;
    return `alert ${alert.level} ${name}`;
  }
  if (handshake !== undefined) return handshake.join(', ');
  return contentType === 'handshake' ? 'handshake, more follows' : contentType;
}
