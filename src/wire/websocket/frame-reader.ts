import { problemsOf } from '../http1/parts.ts';
import { MalformedBlocks } from '../raw-blocks.ts';
import type { Direction, Layer, Message, Node, Problem, WsFrame } from '../types.ts';
import { decodeUtf8 } from '../utf8.ts';
import { type CloseReading, readClose } from './close.ts';
import {
  type FrameHead,
  headLength,
  headNodes,
  LONGEST_HEAD,
  maskKeyText,
  readHead,
} from './frame-head.ts';
import { FrameInReading } from './frame-in-reading.ts';
import { Inflater } from './inflater.ts';
import { MessageInReading } from './message-in-reading.ts';
import { type MessageReading, readMessage } from './message-reading.ts';
import { isControl, opcodeOf } from './opcode.ts';
import { wsProblems } from './problems.ts';
import { summaryOf } from './summary.ts';

/** What a handshake agreed on for one direction. */
export interface Terms {
  /** Whether compressed messages keep their context; nothing if none may be compressed. */
  readonly deflate: { readonly keepsContext: boolean } | undefined;
  /** True where extensions may use reserved bits in ways that are not known here. */
  readonly otherExtensions: boolean;
  readonly subprotocol: string | undefined;
}

const RSV1 = 4;

/** Reads the frames of one direction. After an error it reads on, as far as lengths still say where frames end. */
export class FrameReader {
  readonly #direction: Direction;
  readonly #terms: Terms;
  readonly #inflater: Inflater;
  #offset: number;
  /** The bytes of a head that is not complete yet. */
  readonly #head = new Uint8Array(LONGEST_HEAD);
  #headLength = 0;
  #frame: FrameInReading | undefined;
  /** What is wrong with the first byte of the frame that is being read. */
  #blame: Problem | undefined;
  /** The data message that is open, the frame that is being read among its frames. */
  #open: MessageInReading | undefined;
  /** True if its text has gone wrong in an earlier frame. */
  #openIsWrong = false;
  #closed = false;
  #blocks: MalformedBlocks | undefined;
  #ended = false;

  constructor(direction: Direction, offset: number, terms: Terms) {
    this.#direction = direction;
    this.#offset = offset;
    this.#terms = terms;
    this.#inflater = new Inflater(terms.deflate?.keepsContext ?? false);
  }

  push(bytes: Uint8Array): readonly Message[] {
    const out: Message[] = [];
    if (this.#ended) return out;
    let at = 0;
    while (at < bytes.length && this.#blocks === undefined) {
      at +=
        this.#frame === undefined ? this.#readHead(bytes, at, out) : this.#readPayload(bytes, at);
      if (this.#frame?.left === 0) this.#finish(true, out);
    }
    this.#blocks?.push(bytes.subarray(at), out);
    return out;
  }

  end(): readonly Message[] {
    const out: Message[] = [];
    if (this.#ended) return out;
    this.#ended = true;
    if (this.#frame !== undefined) this.#finish(false, out);
    if (this.#headLength > 0) {
      const rest = this.#head.subarray(0, this.#headLength);
      this.#toBlocks(this.#offset - rest.length, wsProblems.unfinished).push(rest, out);
    }
    this.#blocks?.end(out);
    return out;
  }

  /** Takes bytes of a head; gives how many. */
  #readHead(bytes: Uint8Array, from: number, out: Message[]): number {
    const length = headLength(bytes[from + 1]);
    if (this.#headLength === 0 && from + length <= bytes.length) {
      this.#offset += length;
      this.#begin(readHead(bytes, from, length), out);
      return length;
    }
    let at = from;
    let needed = this.#headNeeded();
    while (this.#headLength < needed && at < bytes.length) {
      this.#head[this.#headLength++] = bytes[at++] ?? 0;
      needed = this.#headNeeded();
    }
    this.#offset += at - from;
    if (this.#headLength === needed) {
      this.#headLength = 0;
      this.#begin(readHead(this.#head, 0, needed), out);
    }
    return at - from;
  }

  /** How long the head is that has begun, as far as that is known. */
  #headNeeded(): number {
    return headLength(this.#headLength < 2 ? undefined : this.#head[1]);
  }

  #begin(head: FrameHead, out: Message[]): void {
    const frame = new FrameInReading(head, this.#offset - head.byteLength);
    this.#frame = frame;
    this.#blame = this.#place(head);
    if (head.impossible === undefined) return;
    this.#finish(false, out);
    this.#toBlocks(this.#offset, wsProblems.unreadable);
  }

  /** Finds the message that a frame belongs to; gives what is wrong with the frame's first byte. */
  #place(head: FrameHead): Problem | undefined {
    const opcode = opcodeOf(head.opcode);
    const mayCompress = this.#terms.deflate !== undefined;
    const unknownBits = head.reserved & (mayCompress ? ~RSV1 : 7);
    const rsv1 = mayCompress && (head.reserved & RSV1) !== 0;
    let fault: Problem | undefined;
    if (opcode === 'reserved') fault = wsProblems.reservedOpcode;
    if (isControl(head.opcode) && !head.fin) fault ??= wsProblems.fragmentedControl;
    if (opcode === 'text' || opcode === 'binary') {
      if (this.#open !== undefined) fault ??= wsProblems.messageInsideMessage;
      this.#open = new MessageInReading(opcode, rsv1);
      this.#openIsWrong = false;
    } else if (opcode === 'continuation' && this.#open === undefined) {
      fault ??= wsProblems.continuationWithoutStart;
    }
    if (unknownBits !== 0 && !this.#terms.otherExtensions) fault ??= wsProblems.reservedBits;
    if (rsv1 && opcode !== 'text' && opcode !== 'binary') fault ??= wsProblems.compressedBit;
    if (this.#closed) fault ??= wsProblems.afterClose;
    if (isData(head)) this.#open?.nextFrame();
    return fault;
  }

  /** Takes bytes of the payload; gives how many. */
  #readPayload(bytes: Uint8Array, from: number): number {
    const frame = this.#frame;
    if (frame === undefined) return 0;
    const some = bytes.subarray(from, Math.min(bytes.length, from + frame.left));
    const { head } = frame;
    const whole = some.length === head.payloadLength;
    const unmasked = frame.push(some, whole);
    // What was unmasked is nobody else's; the rest stays if the message is read before the push ends.
    const stays = head.maskKey !== undefined || (whole && head.fin);
    if (isData(head)) this.#open?.push(unmasked, stays);
    this.#offset += some.length;
    return some.length;
  }

  /** The frame is over here; `complete` is false if it breaks off. */
  #finish(complete: boolean, out: Message[]): void {
    const frame = this.#frame;
    if (frame === undefined) return;
    this.#frame = undefined;
    const { head, start } = frame;
    const opcode = opcodeOf(head.opcode);
    const open = isData(head) ? this.#open : undefined;
    const isWhole = complete && head.fin && open !== undefined;
    const reading = isWhole
      ? readMessage(open, this.#inflater, this.#direction, this.#terms.subprotocol)
      : undefined;
    const payload = complete && opcode === 'close' ? closePayload(frame) : undefined;
    const nodes = headNodes(head, start, this.#direction, this.#blame);
    for (const node of payload?.nodes ?? this.#payloadNodes(frame, open, reading)) nodes.push(node);
    const end = this.#offset;
    if (!complete && head.impossible === undefined) {
      nodes.push({ kind: 'ws.cut', start: end, end, problem: wsProblems.unfinished });
    }
    const layers: Layer[] = [{ protocol: 'websocket', space: 'wire', nodes }];
    for (const layer of reading?.layers ?? []) layers.push(layer);
    // The layers of a message say themselves whether there is anything to find.
    const isFlawed = reading?.flawed === true || nodes.some(({ problem }) => problem !== undefined);
    const said: Parameters<typeof summaryOf>[0] = {
      opcode,
      fin: head.fin,
      complete,
      payloadLength: head.payloadLength,
    };
    // What is absent mostly is added if it is there: spreading it in would cost every frame.
    const message: Growing<WsFrame> = {
      kind: 'ws-frame',
      direction: this.#direction,
      start,
      end,
      summary: summaryOf(said, payload?.close, reading?.message),
      layers,
      problems: isFlawed ? problemsOf(layers) : [],
      opcode,
      fin: head.fin,
      masked: head.maskKey !== undefined,
      compressed: open?.compressed ?? false,
      payloadLength: head.payloadLength,
      complete,
    };
    if (head.maskKey !== undefined) message.maskKey = maskKeyText(head.maskKey);
    if (payload?.close !== undefined) message.close = payload.close;
    if (reading !== undefined) message.message = reading.message;
    out.push(message);
    if (isWhole) this.#open = undefined;
    if (opcode === 'close') this.#closed = true;
  }

  #payloadNodes(
    frame: FrameInReading,
    open: MessageInReading | undefined,
    reading: MessageReading | undefined,
  ): readonly Node[] {
    const start = frame.start + frame.head.byteLength;
    const length = frame.arrived;
    const problem = reading?.problem ?? this.#textProblem(open, reading !== undefined);
    if (length === 0 && problem === undefined) return [];
    const node = { kind: 'ws.payload', start, end: start + length };
    const value = shownPayload(frame, open, reading);
    const shown = value === undefined ? node : { ...node, value };
    return [problem === undefined ? shown : { ...shown, problem }];
  }

  /** Says where the text of a message stops being UTF-8, once. */
  #textProblem(open: MessageInReading | undefined, isWhole: boolean): Problem | undefined {
    if (open === undefined || this.#openIsWrong || open.isUtf8(!isWhole)) return undefined;
    this.#openIsWrong = true;
    return wsProblems.invalidUtf8;
  }

  #toBlocks(offset: number, problem: Problem): MalformedBlocks {
    const next = wsProblems.unreadable;
    const blocks = new MalformedBlocks(this.#direction, offset, problem, next, 'websocket');
    this.#headLength = 0;
    this.#blocks = blocks;
    return blocks;
  }
}

/** A message to which parts are added that not every one has. */
type Growing<M> = { -readonly [Part in keyof M]: M[Part] };

/** True for the frames that make up data messages. */
function isData({ opcode }: FrameHead): boolean {
  return opcode <= 0x2;
}

function closePayload(frame: FrameInReading): CloseReading | undefined {
  const { payload, head, start } = frame;
  if (payload === undefined || payload.length === 0) return undefined;
  return readClose(payload, start + head.byteLength, payload.length);
}

/** The payload as text if its bytes or its message do not show it: of a control frame, of masked or fragmented text. */
function shownPayload(
  { head, payload }: FrameInReading,
  open: MessageInReading | undefined,
  reading: MessageReading | undefined,
): string | undefined {
  const isPlainText = open?.type === 'text' && !open.compressed;
  // A whole message that is not masked spells itself.
  const isHidden =
    head.maskKey !== undefined || reading === undefined || reading.message.frames > 1;
  const isShown = isControl(head.opcode) || (isPlainText && isHidden);
  if (payload === undefined || !isShown) return undefined;
  const isMessage = reading?.message.frames === 1 && reading.message.truncated !== true;
  return isMessage ? reading.message.text : decodeUtf8(payload).text;
}
