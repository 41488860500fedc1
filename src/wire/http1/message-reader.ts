import { limits } from '../limits.ts';
import { MalformedBlocks, RawBlocks } from '../raw-blocks.ts';
import type {
  Direction,
  Ending,
  Field,
  HttpRequest,
  HttpResponse,
  Message,
  Problem,
} from '../types.ts';
import { type Progress, UntilCloseBody } from './body.ts';
import { bodyReader } from './body-reader.ts';
import { CR, LF } from './characters.ts';
import type { CodedEventSink } from './coded-event-sink.ts';
import { type ContentReading, ContentSink } from './content-sink.ts';
import { type Controls, closesAfter } from './controls.ts';
import type { Draft, PlacedHead, Sequel, Whole } from './draft.ts';
import type { EventSink } from './event-sink.ts';
import type { Exchange } from './exchanges.ts';
import type { Framing } from './framing.ts';
import { readHead, type StartLineReading } from './head.ts';
import { Inlet } from './inlet.ts';
import type { LineSink } from './line-sink.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { SectionScan } from './section-scan.ts';

/** Reads the messages of one direction, one after the other. */
export abstract class MessageReader<Line extends { readonly version: string }> {
  readonly direction: Direction;
  protected readonly inlet: Inlet;
  protected readonly readContent: ContentReading;
  #state: 'head' | 'body' | 'held' | 'switched' | 'blocks' = 'head';
  #scan: SectionScan | undefined;
  #draft: Draft<Line> | undefined;
  #blocks: RawBlocks | MalformedBlocks | undefined;
  #closed = false;
  #ended = false;

  constructor(direction: Direction, offset: number, readContent: ContentReading) {
    this.direction = direction;
    this.inlet = new Inlet(offset);
    this.readContent = readContent;
  }

  push(bytes: Uint8Array, out: Message[]): void {
    if (this.#ended || bytes.length === 0) return;
    this.inlet.take(bytes);
    this.run(out);
  }

  end(how: Ending, out: Message[]): void {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#state === 'held') this.giveUp(out);
    if (this.#state === 'body') this.#endBody(how, out);
    else if (this.#state === 'head' && this.inlet.left > 0) this.#endHead(out);
    this.#blocks?.end(out);
  }

  /** Called with the first byte of a message: what forbids to read it. */
  protected abstract begin(): Problem | undefined;
  protected abstract readonly readLine: StartLineReading<Line>;
  /** Called when the head is read as far as it goes: the exchange it belongs to. */
  protected abstract place(line: Line, controls: Controls, parts: Parts): Exchange;
  protected abstract frame(head: PlacedHead<Line>, out: Message[]): Framing;
  /** Where the body goes if it is shown in parts; called when the head is complete. */
  protected abstract stream(
    head: PlacedHead<Line>,
    framing: Framing,
    end: number,
    out: Message[],
  ): EventSink | CodedEventSink | LineSink | undefined;
  /** The message as its head alone, which ends at `end`. */
  protected abstract headOf(head: PlacedHead<Line>, end: number): HttpRequest | HttpResponse;
  protected abstract finish(whole: Whole<Line>, out: Message[]): Sequel;
  /** Ends a body that was shown in parts. */
  protected abstract finishStream(
    head: PlacedHead<Line>,
    range: { start: number; end: number },
    parts: Parts,
    trailers: readonly Field[],
    complete: boolean,
    out: Message[],
  ): void;

  /** Reads on with what is there. */
  protected run(out: Message[]): void {
    while (this.inlet.left > 0 && this.#step(out)) {
      // Each step reads one part.
    }
    if (this.#state === 'held' && this.inlet.left > limits.line) this.giveUp(out);
    this.#draft?.sink?.settle();
    this.inlet.settle();
  }

  /** True if what follows belongs to another protocol. */
  get isSwitched(): boolean {
    return this.#state === 'switched';
  }

  /** The head of the message whose body is on its way, if it is shown with its body. */
  headUnderWay(): HttpRequest | HttpResponse | undefined {
    const draft = this.#draft;
    const isWhole = draft?.sink === undefined || draft.sink instanceof ContentSink;
    return draft === undefined || !isWhole ? undefined : this.headOf(draft.head, draft.headEnd);
  }

  /** True if nothing of the next message came but what ends the framing of the last one. */
  get isBetween(): boolean {
    const sink = this.#draft?.sink;
    if (sink === undefined || sink instanceof ContentSink) return false;
    // What is left over may be the half of a line end.
    const { inlet } = this;
    return sink.isBetween && (inlet.left === 0 || inlet.bytes[inlet.at] === CR);
  }

  /** Ends what is only gathered because nothing reads it. */
  release(out: Message[]): void {
    this.#blocks?.end(out);
  }

  /** Reads the bytes that were held as the next message. */
  resume(out: Message[]): void {
    if (this.#state !== 'held') return;
    this.#state = 'head';
    this.run(out);
  }

  /** What follows is of no protocol that is read here. */
  giveUp(out: Message[]): void {
    this.#toBlocks(new RawBlocks(this.direction, this.inlet.offset), out);
  }

  /** Stops reading: what follows belongs to another protocol. Nothing comes back if it is too late. */
  leave(): { readonly offset: number; readonly rest: Uint8Array } | undefined {
    if (this.#state !== 'head' && this.#state !== 'held' && this.#state !== 'switched') {
      return undefined;
    }
    const offset = this.inlet.offset;
    this.#state = 'switched';
    return { offset, rest: this.inlet.drain() };
  }

  #step(out: Message[]): boolean {
    switch (this.#state) {
      case 'head':
        return this.#readHead(out);
      case 'body':
        return this.#readBody(out);
      case 'blocks':
        this.#blocks?.push(this.inlet.drain(), out);
        return false;
      case 'held':
      case 'switched':
        return false;
    }
  }

  #readHead(out: Message[]): boolean {
    if (this.#scan === undefined) {
      const problem = this.begin();
      this.#scan = new SectionScan(this.inlet.offset, true);
      if (problem !== undefined) {
        this.#break(problem, out);
        return true;
      }
    }
    const found = this.#scan.scan(this.inlet);
    if (found === 'more') return false;
    if ('code' in found) {
      this.#breakHead(found, this.#scan.lineStart, out);
      return true;
    }
    const head = this.#headUntil(found.end);
    if (head === undefined) {
      this.#break(problems.invalidStartLine, out);
      return true;
    }
    this.inlet.at = found.end - this.inlet.base;
    this.#scan = undefined;
    this.#beginBody(head, out);
    return true;
  }

  /** Reads the head, which ends or breaks off at `end`; nothing if its start line cannot be read. */
  #headUntil(end: number): PlacedHead<Line> | undefined {
    const { inlet } = this;
    const text = inlet.bytes.toString('latin1', inlet.at, end - inlet.base);
    const read = readHead(text, inlet.offset, this.readLine);
    if (read === undefined) return undefined;
    if (this.#closed) read.parts.blame(read.first, problems.messageAfterClose);
    const exchange = this.place(read.line, read.controls, read.parts);
    const { start, line, fields, controls, parts, first } = read;
    return { start, line, fields, controls, parts, first, exchange };
  }

  #beginBody(head: PlacedHead<Line>, out: Message[]): void {
    const framing = this.frame(head, out);
    const body = bodyReader(framing);
    const kind = framing.by === 'chunks' ? 'http1.chunk' : 'http1.body';
    const end = this.inlet.offset;
    const broken = framing.by === 'guess' ? framing.problem : undefined;
    const events = broken === undefined ? this.stream(head, framing, end, out) : undefined;
    const sink = events ?? (body === undefined ? undefined : new ContentSink(kind));
    this.#draft = { head, headEnd: end, body, sink };
    this.#state = 'body';
    if (broken !== undefined) this.#breakBody(broken, out);
    else if (body === undefined) this.#endMessage(true, out);
  }

  #readBody(out: Message[]): boolean {
    const draft = this.#draft;
    if (draft?.body === undefined || draft.sink === undefined) return false;
    const progress: Progress = draft.body.read(this.inlet, draft.sink, out);
    if (progress === 'more') return false;
    if (progress === 'done') this.#endMessage(true, out);
    else this.#breakBody(progress, out);
    return true;
  }

  /** The stream ended inside a body. */
  #endBody(how: Ending, out: Message[]): void {
    const draft = this.#draft;
    if (draft?.body instanceof UntilCloseBody && how === 'fin') {
      this.#endMessage(true, out);
      return;
    }
    if (draft?.body !== undefined && draft.sink !== undefined) {
      draft.body.breakOff(this.inlet, draft.sink, 'ended');
      if (this.inlet.left > 0) {
        const start = this.inlet.offset;
        draft.sink.nodes.tail().leaf('http1.unfinished-line', start, start + this.inlet.left);
        this.inlet.drain();
      }
    }
    this.#endMessage(false, out);
  }

  #breakBody(problem: Problem, out: Message[]): void {
    const draft = this.#draft;
    if (draft?.body !== undefined && draft.sink !== undefined) {
      draft.body.breakOff(this.inlet, draft.sink, 'broken');
    }
    this.#endMessage(false, out);
    this.#breakUnlessLeft(problem, out);
  }

  /** The stream ended inside a head. */
  #endHead(out: Message[]): void {
    const end = this.inlet.base + this.inlet.end;
    const head = this.#scan?.begun ? this.#headUntil(end) : undefined;
    if (head === undefined) {
      const onlyEmpty = this.inlet.bytes
        .subarray(this.inlet.at, this.inlet.end)
        .every((byte) => byte === LF || byte === CR);
      this.#break(onlyEmpty ? problems.leadingEmptyLine : problems.unfinishedMessage, out);
      return;
    }
    this.inlet.drain();
    this.#draft = { head, headEnd: end, body: undefined, sink: undefined };
    this.#endMessage(false, out);
  }

  #breakHead(problem: Problem, at: number, out: Message[]): void {
    const head = this.#scan?.begun ? this.#headUntil(at) : undefined;
    if (head !== undefined) {
      this.inlet.at = at - this.inlet.base;
      this.#draft = { head, headEnd: at, body: undefined, sink: undefined };
      this.#endMessage(false, out);
    }
    this.#breakUnlessLeft(problem, out);
  }

  /** The message is over here; `complete` is false if it breaks off. */
  #endMessage(complete: boolean, out: Message[]): void {
    const draft = this.#draft;
    if (draft === undefined) return;
    const { head, body, sink } = draft;
    const end = this.inlet.offset;
    this.#draft = undefined;
    this.#state = 'head';
    this.#closed ||= closesAfter(head.controls, head.line.version);
    const trailers = body?.trailers ?? [];
    if (sink !== undefined && !(sink instanceof ContentSink)) {
      const parts = sink.end(out);
      if (!complete) parts.bad('http1.cut', end, end, problems.unfinishedMessage);
      this.finishStream(head, { start: sink.start, end }, parts, trailers, complete, out);
      return;
    }
    const { parts } = head;
    if (sink !== undefined) {
      const tail = sink.nodes.tail();
      for (const node of tail.nodes) parts.nodes.push(node);
      parts.flawed ||= tail.flawed;
    }
    if (!complete) parts.bad('http1.cut', end, end, problems.unfinishedMessage);
    const sequel = this.finish({ head, end, trailers, sink }, out);
    if (sequel === 'hold') this.#state = 'held';
    if (sequel === 'switch') this.#state = 'switched';
    if (sequel === 'give-up') this.giveUp(out);
  }

  /** What ended with the message: HTTP itself, so that what follows breaks none of its rules; or all that can be read. */
  #breakUnlessLeft(problem: Problem, out: Message[]): void {
    if (this.#state !== 'blocks') this.#break(problem, out);
  }

  /** From here on nothing can be read. */
  #break(problem: Problem, out: Message[]): void {
    const { direction, inlet } = this;
    this.#scan = undefined;
    this.#toBlocks(
      new MalformedBlocks(direction, inlet.offset, problem, problems.afterMalformed),
      out,
    );
  }

  #toBlocks(blocks: RawBlocks | MalformedBlocks, out: Message[]): void {
    this.#blocks = blocks;
    this.#state = 'blocks';
    blocks.push(this.inlet.drain(), out);
  }
}
