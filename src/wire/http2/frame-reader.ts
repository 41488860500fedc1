import { Inlet } from '../http1/inlet.ts';
import { limits } from '../limits.ts';
import { MalformedBlocks } from '../raw-blocks.ts';
import type { Direction, Malformed, Message, Problem } from '../types.ts';
import type { ConnectionState } from './connection-state.ts';
import { readGoaway, readOther, readPing, readPriority, readSettings } from './control-frames.ts';
import { ACK, FRAME_HEADER_BYTES, Frame } from './frame.ts';
import { PREFACE } from './opening.ts';
import { problems } from './problems.ts';
import { StreamFrames } from './stream-frames.ts';
import type { Http2Preface } from './types.ts';

const NOTHING = Buffer.alloc(0);

/** Reads the frames of one direction. */
export class FrameReader {
  readonly #direction: Direction;
  readonly #state: ConnectionState;
  readonly #frames: StreamFrames;
  readonly #inlet: Inlet;
  #phase: 'preface' | 'frames' | 'blocks' | 'ended';
  #isFirstFrame = true;
  /** Cuts what follows a preface that is none. */
  #blocks: MalformedBlocks | undefined;
  /** A frame whose payload is passed over, and how much of it is still to come. */
  #passing: { readonly frame: Frame; left: number } | undefined;

  constructor(direction: Direction, offset: number, state: ConnectionState) {
    this.#direction = direction;
    this.#inlet = new Inlet(offset);
    this.#state = state;
    this.#frames = new StreamFrames(state);
    this.#phase = direction === 'client-to-server' ? 'preface' : 'frames';
  }

  push(bytes: Uint8Array, out: Message[]): void {
    if (this.#phase === 'ended' || bytes.length === 0) return;
    this.#inlet.take(bytes);
    if (this.#phase === 'preface') this.#readPreface(out);
    if (this.#phase === 'frames') {
      while (this.#readFrame(out)) {
        // Each turn reads one frame.
      }
    }
    this.#blocks?.push(this.#inlet.drain(), out);
    this.#inlet.settle();
  }

  end(out: Message[]): void {
    if (this.#phase === 'ended') return;
    this.#blocks?.end(out);
    if (this.#phase === 'preface' && this.#inlet.left > 0)
      this.#breakOff(problems.invalidPreface, out);
    if (this.#phase === 'frames') this.#endInFrame(out);
    this.#phase = 'ended';
  }

  #readPreface(out: Message[]): void {
    const inlet = this.#inlet;
    const seen = inlet.bytes.subarray(inlet.at, Math.min(inlet.end, inlet.at + PREFACE.length));
    if (!PREFACE.subarray(0, seen.length).equals(seen)) {
      const problem = problems.invalidPreface;
      this.#phase = 'blocks';
      this.#blocks = new MalformedBlocks(this.#direction, inlet.offset, problem, problem, 'http2');
      return;
    }
    if (seen.length < PREFACE.length) return;
    const start = inlet.offset;
    inlet.at += PREFACE.length;
    out.push(preface(this.#direction, start, inlet.offset));
    this.#phase = 'frames';
  }

  #readFrame(out: Message[]): boolean {
    if (this.#passing !== undefined) return this.#passOver(this.#passing, out);
    const inlet = this.#inlet;
    if (inlet.left < FRAME_HEADER_BYTES) return false;
    const length = inlet.bytes.readUIntBE(inlet.at, 3);
    const tooLong = length > this.#longest;
    if (!tooLong && inlet.left < FRAME_HEADER_BYTES + length) return false;
    const frame = this.#take(tooLong ? 0 : length);
    if (tooLong) this.#passing = { frame, left: length };
    else out.push(frame.message(this.#read(frame)));
    return true;
  }

  /** The longest payload that is kept: in bytes, what the peers agreed on if that is much. */
  get #longest(): number {
    const { maxFrameSize } = this.#state.rulesFor(this.#direction);
    return Math.max(limits.frame, Math.min(maxFrameSize, limits.agreedFrame));
  }

  /** Takes the header and `byteLength` bytes of payload off the inlet. */
  #take(byteLength: number): Frame {
    const inlet = this.#inlet;
    const start = inlet.offset;
    const payloadAt = inlet.at + FRAME_HEADER_BYTES;
    const header = inlet.bytes.subarray(inlet.at, payloadAt);
    const payload =
      byteLength === 0 ? NOTHING : inlet.bytes.subarray(payloadAt, payloadAt + byteLength);
    inlet.at = payloadAt + byteLength;
    return new Frame(this.#direction, start, header, payload);
  }

  #passOver(passing: { readonly frame: Frame; left: number }, out: Message[]): boolean {
    const inlet = this.#inlet;
    const length = Math.min(passing.left, inlet.left);
    inlet.at += length;
    passing.left -= length;
    if (passing.left > 0) return false;
    this.#passing = undefined;
    this.#checkPlace(passing.frame);
    if (passing.frame.name === 'DATA') this.#frames.skippedData(passing.frame);
    else if (carriesFields(passing.frame)) this.#frames.abandonBlock(passing.frame);
    out.push(passing.frame.cutMessage(inlet.offset, problems.frameNotKept));
    return true;
  }

  #endInFrame(out: Message[]): void {
    const inlet = this.#inlet;
    const end = inlet.base + inlet.end;
    if (this.#passing !== undefined) {
      this.#checkSize(this.#passing.frame);
      out.push(this.#passing.frame.cutMessage(end, problems.unfinishedFrame));
    } else if (inlet.left >= FRAME_HEADER_BYTES) {
      const frame = this.#take(0);
      this.#checkPlace(frame);
      out.push(frame.cutMessage(end, problems.unfinishedFrame));
    } else if (inlet.left > 0) {
      this.#breakOff(problems.unfinishedFrame, out);
    }
    inlet.drain();
  }

  #breakOff(problem: Problem, out: Message[]): void {
    const { offset, left } = this.#inlet;
    out.push(unread(this.#direction, offset, offset + left, problem));
    this.#inlet.drain();
  }

  /** Reads the payload; returns what ends the summary. */
  #read(frame: Frame): string {
    this.#checkPlace(frame);
    switch (frame.name) {
      case 'DATA':
        return this.#frames.data(frame);
      case 'HEADERS':
        return this.#frames.headers(frame);
      case 'PUSH_PROMISE':
        return this.#frames.pushPromise(frame);
      case 'CONTINUATION':
        return this.#frames.continuation(frame);
      case 'RST_STREAM':
        return this.#frames.reset(frame);
      case 'WINDOW_UPDATE':
        return this.#frames.windowUpdate(frame);
      case 'SETTINGS':
        return this.#settings(frame);
      case 'PING':
        return readPing(frame);
      case 'GOAWAY':
        return readGoaway(frame);
      case 'PRIORITY':
        this.#frames.note(frame);
        return readPriority(frame);
      default:
        this.#frames.note(frame);
        return readOther(frame);
    }
  }

  #settings(frame: Frame): string {
    const detail = readSettings(frame);
    if (frame.has(ACK)) this.#state.acknowledge(frame);
    else if (frame.members.settings !== undefined) this.#state.announce(frame);
    return detail;
  }

  /** Whether the frame may stand where it stands, whatever it holds. */
  #checkPlace(frame: Frame): void {
    this.#checkSize(frame);
    if (this.#isFirstFrame && (frame.name !== 'SETTINGS' || frame.has(ACK))) {
      frame.violate(problems.settingsNotFirst);
    }
    this.#isFirstFrame = false;
    const open = this.#frames.openBlock;
    if (open === undefined) return;
    if (frame.name === 'CONTINUATION' && frame.stream === open) return;
    frame.violate(problems.blockInterrupted);
    this.#frames.abandonBlock(frame);
  }

  #checkSize(frame: Frame): void {
    const { maxFrameSize } = this.#state.rulesFor(this.#direction);
    if (frame.length > maxFrameSize) frame.violate(problems.frameTooLarge);
  }
}

function carriesFields({ name }: Frame): boolean {
  return name === 'HEADERS' || name === 'PUSH_PROMISE' || name === 'CONTINUATION';
}

function preface(direction: Direction, start: number, end: number): Http2Preface {
  return {
    kind: 'http2-preface',
    direction,
    start,
    end,
    summary: 'HTTP/2 connection preface',
    layers: [{ protocol: 'http2', space: 'wire', nodes: [{ kind: 'http2.preface', start, end }] }],
    problems: [],
  };
}

function unread(direction: Direction, start: number, end: number, problem: Problem): Malformed {
  return {
    kind: 'malformed',
    direction,
    start,
    end,
    summary: `${end - start} bytes, not readable`,
    layers: [
      { protocol: 'http2', space: 'wire', nodes: [{ kind: 'http2.unread', start, end, problem }] },
    ],
    problems: [problem],
  };
}
