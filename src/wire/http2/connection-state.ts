import { HpackDecoder } from '../hpack/decoder.ts';
import type { Direction } from '../types.ts';
import type { Frame } from './frame.ts';
import { problems } from './problems.ts';
import { Settings } from './settings.ts';
import type { StreamReader } from './stream-reader.ts';
import { opposite, type Stream, Streams, stateOf } from './streams.ts';
import type { Http2Windows } from './types.ts';
import { earlySettings, sectionOf, type UpgradeRequest } from './upgrade.ts';

const LARGEST_WINDOW = 0x7fff_ffff;

/** What both directions of a connection share: settings, tables, streams and windows. */
export class ConnectionState {
  readonly streams = new Streams();
  /** By the direction in which a side announces them. */
  readonly settings: Readonly<Record<Direction, Settings>> = {
    'client-to-server': new Settings(),
    'server-to-client': new Settings(),
  };
  readonly decoders: Readonly<Record<Direction, HpackDecoder>> = {
    'client-to-server': new HpackDecoder(),
    'server-to-client': new HpackDecoder(),
  };
  /** What each side may still send on the connection, in bytes. */
  readonly #windows: Record<Direction, number> = {
    'client-to-server': 65_535,
    'server-to-client': 65_535,
  };
  readonly #openReader: () => StreamReader | undefined;

  constructor(openReader: () => StreamReader | undefined) {
    this.#openReader = openReader;
  }

  /** The settings that govern what is sent in a direction. */
  rulesFor(direction: Direction) {
    return this.settings[opposite(direction)].values;
  }

  openStream(id: number): Stream | undefined {
    const windows = {
      'client-to-server': this.rulesFor('client-to-server').initialWindowSize,
      'server-to-client': this.rulesFor('server-to-client').initialWindowSize,
    };
    return this.streams.open(id, windows, this.#openReader);
  }

  /**
   * Begins behind a request of HTTP/1.1, which ends at `end`: it is stream 1, on which the client is done,
   * and the switch acknowledged the settings that came with it (RFC 7540 §3.2, §3.2.1).
   */
  upgrade(request: UpgradeRequest, end: number): void {
    const client = this.settings['client-to-server'];
    client.announce(earlySettings(request.fields));
    client.acknowledge();
    this.decoders['server-to-client'].setMaximum(this.rulesFor('server-to-client').headerTableSize);
    const stream = this.openStream(1);
    if (stream === undefined) return;
    const half = stream.halves['client-to-server'];
    half.begun = true;
    half.ended = true;
    stream.method = request.method;
    stream.reader?.section({
      direction: 'client-to-server',
      section: 'request',
      fields: sectionOf(request),
      nodes: [],
      endsStream: true,
      end,
    });
  }

  announce(frame: Frame): void {
    const receiver = opposite(frame.direction);
    this.#follow(receiver, () => {
      this.settings[frame.direction].announce(frame.members.settings ?? []);
    });
  }

  acknowledge(frame: Frame): void {
    const { direction } = frame;
    this.#follow(direction, () => this.settings[opposite(direction)].acknowledge());
    this.decoders[direction].setMaximum(this.rulesFor(direction).headerTableSize);
  }

  /** Counts a DATA frame against the windows (RFC 9113 §6.9.1). */
  spend(frame: Frame, stream: Stream | undefined): void {
    const { direction, length } = frame;
    this.#windows[direction] -= length;
    const half = stream?.halves[direction];
    if (half !== undefined) half.window -= length;
    if (this.#windows[direction] < 0 || (half !== undefined && half.window < 0)) {
      frame.violate(problems.windowExceeded);
    }
    frame.members.windows = this.#windowsOf(direction, stream);
  }

  /** Lets the other side send more. */
  widen(frame: Frame, stream: Stream | undefined): void {
    const sender = opposite(frame.direction);
    const increment = frame.members.increment ?? 0;
    if (frame.stream === 0) {
      this.#windows[sender] += increment;
      if (this.#windows[sender] > LARGEST_WINDOW) frame.violate(problems.windowOverflow);
    } else if (stream !== undefined) {
      stream.halves[sender].window += increment;
      if (stream.halves[sender].window > LARGEST_WINDOW) frame.violate(problems.windowOverflow);
    }
    frame.members.windows = this.#windowsOf(sender, stream);
  }

  /** Notes the state of the frame's stream, which may have come to its end. */
  settle(frame: Frame, stream: Stream | undefined): void {
    if (stream === undefined) return;
    frame.members.streamState = stateOf(stream);
    this.streams.settle(stream);
  }

  #windowsOf(direction: Direction, stream: Stream | undefined): Http2Windows {
    const connection = this.#windows[direction];
    return stream === undefined
      ? { connection }
      : { connection, stream: stream.halves[direction].window };
  }

  /** Lets settings change; the windows of what is sent in `direction` change with them. */
  #follow(direction: Direction, change: () => void): void {
    const rules = this.rulesFor(direction);
    const before = rules.initialWindowSize;
    change();
    const shift = rules.initialWindowSize - before;
    if (shift !== 0) this.streams.shiftWindows(direction, shift);
  }
}
