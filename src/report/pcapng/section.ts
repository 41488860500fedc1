import type {
  CrossingEvent,
  MessageEvent,
  ScenarioEvent,
  TranscriptEvent,
} from '../../lab/record/transcript.ts';
import type { PartyName } from '../../tap/events.ts';
import { formatBytes } from '../../text/quantities.ts';
import { safeText } from '../../text/safe-text.ts';
import type { Direction } from '../../wire/types.ts';
import { captureFullSentence, cuts } from '../story/connection.ts';
import { deliveredBytes } from '../story/delivered.ts';
import { madeBy } from '../story/made-by.ts';
import type { Addresses } from './addresses.ts';
import {
  enhancedPacket,
  interfaceDescription,
  interfaceStatistics,
  nameResolution,
  sectionHeader,
} from './block.ts';
import { ClientPorts } from './client-ports.ts';
import { Comments } from './comments.ts';
import { Conversation } from './conversation.ts';
import { remarksOn } from './remarks.ts';
import { type Endpoint, packetOf, type Segment } from './segment.ts';

/** A connection of the section. */
interface Captured {
  readonly conversation: Conversation;
  /** How much of each direction is in the file, in bytes. */
  readonly written: Record<Direction, number>;
  /** What was remarked on the head of the message that is on its way, of each direction. */
  readonly remarked: Record<Direction, readonly string[]>;
  /** True once its traffic went on unseen. */
  full: boolean;
}

/** What stands beside the packets of one event. */
interface Sayings {
  readonly first?: readonly string[];
  readonly last?: readonly string[];
  /** True if the packets end a direction of the connection. */
  readonly ends?: boolean;
}

/** Where a connection comes from that nobody took; the transcript does not say it. First of the dynamic ports (RFC 6335 §6). */
const REFUSED_PORT = 49_152;

/** One scenario as a section of the file: its packets in the order of their times. */
export class Section {
  readonly #scenario: ScenarioEvent;
  readonly #addresses: Addresses;
  readonly #focus: ReadonlySet<string>;
  readonly #comments = new Comments();
  readonly #captured = new Map<number, Captured>();
  readonly #ports = new ClientPorts();
  /** The ports of the servers that were reached. */
  readonly #serverPorts = new Map<PartyName, number>();
  /** Parties whose addresses have their names in this section. */
  readonly #named = new Set<PartyName>();
  readonly #epochNs: bigint;
  #lastNs: bigint;
  #packets = 0;
  #refused = 0;

  constructor(scenario: ScenarioEvent, addresses: Addresses) {
    this.#scenario = scenario;
    this.#addresses = addresses;
    this.#focus = new Set(scenario.focus);
    this.#epochNs = BigInt(Date.parse(scenario.epoch)) * 1_000_000n;
    this.#lastNs = this.#epochNs - 1n;
  }

  /** The blocks that the section begins with. */
  begin(application: string): readonly Uint8Array[] {
    const { id, variant, title, claim } = this.#scenario;
    const about = [`${id} (${variant.name}): ${title}`, claim, variant.about];
    return [
      sectionHeader(application, about.map(safeText).join('\n')),
      interfaceDescription('tap', 'What was delivered, as the taps of apilab saw it.'),
    ];
  }

  /** The blocks of the next event. */
  take(event: TranscriptEvent): readonly Uint8Array[] {
    switch (event.type) {
      case 'step':
        this.#comments.tell(safeText(`Step ${event.step}: ${event.title}`));
        return [];
      case 'note':
        this.#comments.tell(safeText(event.text));
        return [];
      case 'check':
        this.#comments.tell(
          safeText(
            `${event.holds ? '✓' : '✗'} ${event.promise} (${madeBy(event)}, ${event.id}): ${event.actual}`,
          ),
        );
        return [];
      case 'fault': {
        const text = safeText(`The tap ${event.sentence}.`);
        if (cuts(event)) this.#comments.tellAtEndOf(event.connection, text);
        else this.#comments.tellOf(event.connection, text);
        return [];
      }
      case 'capture-full':
        return this.#full(event);
      case 'connection-opened':
        return this.#open(event);
      case 'connection-refused':
        return this.#refuse(event);
      case 'connection-ended':
        return this.#end(event);
      case 'crossing':
        return this.#crossing(event);
      case 'message':
        return this.#message(event);
      default:
        return [];
    }
  }

  /** The blocks that the section ends with: what was told after its last packet. */
  end(): readonly Uint8Array[] {
    const rest = this.#comments.rest();
    return rest.length === 0 ? [] : [interfaceStatistics(this.#time(this.#lastNs), rest)];
  }

  #open(event: Extract<TranscriptEvent, { type: 'connection-opened' }>): readonly Uint8Array[] {
    const { connection, client, server, clientPort, serverPort } = event;
    this.#serverPorts.set(server, serverPort);
    const [seen, names] = this.#endpoint(client, clientPort);
    const [serverEnd, moreNames] = this.#endpoint(server, serverPort);
    const clientEnd = this.#ports.take(seen, serverEnd);
    const conversation = new Conversation(clientEnd, serverEnd, connection);
    const written = { 'client-to-server': 0, 'server-to-client': 0 };
    const remarked = { 'client-to-server': [], 'server-to-client': [] };
    this.#captured.set(connection, { conversation, written, remarked, full: false });
    const moved =
      clientEnd.port === clientPort
        ? ''
        : `, from port ${clientPort}, which another connection had`;
    const first = [safeText(`Connection ${connection}: ${client} → ${server}${moved}`)];
    return [
      ...names,
      ...moreNames,
      ...this.#packetsOf(connection, event.at, conversation.open(), { first }),
    ];
  }

  #refuse(event: Extract<TranscriptEvent, { type: 'connection-refused' }>): readonly Uint8Array[] {
    const { connection, client, server, code } = event;
    this.#refused++;
    const [madeUp, names] = this.#endpoint(client, REFUSED_PORT + this.#refused);
    const [serverEnd, moreNames] = this.#endpoint(server, this.#serverPorts.get(server) ?? 0);
    const clientEnd = this.#ports.take(madeUp, serverEnd);
    const conversation = new Conversation(clientEnd, serverEnd, connection);
    const text = `${server} cannot be reached (${code}). The client's port is made up${serverEnd.port === 0 ? ", and the server's is not known" : ''}.`;
    const last = [safeText(text)];
    return [
      ...names,
      ...moreNames,
      ...this.#packetsOf(connection, event.at, conversation.refuse(), { last, ends: true }),
    ];
  }

  #end(event: Extract<TranscriptEvent, { type: 'connection-ended' }>): readonly Uint8Array[] {
    const { connection, at, direction, how, by } = event;
    const captured = this.#captured.get(connection);
    // The receiver's reset travels in the other direction and has an event of its own.
    if (captured === undefined || captured.full || by === 'receiver') return [];
    const { conversation } = captured;
    const segments = conversation.end(direction, how);
    return this.#packetsOf(connection, at, segments, { ends: true });
  }

  #full(event: Extract<TranscriptEvent, { type: 'capture-full' }>): readonly Uint8Array[] {
    const captured = this.#captured.get(event.connection);
    if (captured !== undefined) captured.full = true;
    this.#comments.tell(captureFullSentence(event));
    return [];
  }

  /** Bytes go into the file when they crossed, not when their message is whole. */
  #crossing(event: CrossingEvent): readonly Uint8Array[] {
    const { connection, direction, head, bytes } = event;
    const captured = this.#captured.get(connection);
    if (captured === undefined || bytes === undefined) return [];
    const last = head === undefined ? [] : remarksOn(head, this.#focus);
    if (last.length > 0) captured.remarked[direction] = last;
    return this.#packetsOfBytes(event, direction, Buffer.from(bytes, 'base64'), last);
  }

  #message(event: MessageEvent): readonly Uint8Array[] {
    const { connection, delivery, message } = event;
    const { direction, start, end, summary } = message;
    // What came encrypted is in the file already, as the records that it lies in.
    if (message.inside !== undefined) return this.#inside(event);
    const captured = this.#captured.get(connection);
    const bytes = deliveredBytes(event);
    if (end > start && delivery !== 'whole') {
      const fate =
        event.unfinished === true
          ? `Still on its way when the recording ended, after ${formatBytes(end - start)}`
          : fateOf(end - start, bytes);
      const text = safeText(`${fate}: ${summary}`);
      if (captured?.conversation.over === false) this.#comments.tellAtEndOf(connection, text);
      else this.#comments.tell(`Connection ${connection}: ${text}`);
    }
    if (captured === undefined || bytes === undefined || bytes.byteLength === 0) return [];
    const known = captured.remarked[direction];
    captured.remarked[direction] = [];
    const last = remarksOn(message, this.#focus).filter((remark) => !known.includes(remark));
    const packets = this.#packetsOfBytes({ ...event, start }, direction, bytes, last);
    // All of it may be in the file, and yet it shows only at its end what it was.
    if (packets.length === 0) for (const text of last) this.#comments.tellOf(connection, text);
    return packets;
  }

  /** What is to be said of a message inside TLS stands beside the next packet, or at the end: its records are written. */
  #inside({ connection, delivery, unfinished, message }: MessageEvent): readonly Uint8Array[] {
    const fate = unfinished
      ? ['Still on its way when the recording ended']
      : delivery === 'whole'
        ? []
        : ['Did not arrive whole'];
    for (const said of [...remarksOn(message, this.#focus), ...fate]) {
      const text = safeText(`Inside TLS: ${message.summary}: ${said}`);
      this.#comments.tellOf(connection, text);
    }
    return [];
  }

  /** Packets of the bytes that lie at `start`, as far as they are not in the file. */
  #packetsOfBytes(
    place: { readonly connection: number; readonly at: number; readonly start: number },
    direction: Direction,
    bytes: Uint8Array,
    last: readonly string[],
  ): readonly Uint8Array[] {
    const { connection, at, start } = place;
    const captured = this.#captured.get(connection);
    const known = (captured?.written[direction] ?? 0) - start;
    // Behind a gap nothing can be numbered truthfully.
    if (captured === undefined || known < 0 || known >= bytes.byteLength) return [];
    captured.written[direction] = start + bytes.byteLength;
    const segments = captured.conversation.send(direction, bytes.subarray(known));
    return this.#packetsOf(connection, at, segments, { last });
  }

  #packetsOf(
    connection: number,
    atMs: number,
    segments: readonly Segment[],
    { first = [], last = [], ends = false }: Sayings,
  ): readonly Uint8Array[] {
    const carrying = segments.findLastIndex(({ payload }) => payload !== undefined);
    const lastAt = carrying === -1 ? segments.length - 1 : carrying;
    return segments.map((segment, index) => {
      const said = [
        ...(index === 0 ? [...this.#comments.take(connection, ends), ...first] : []),
        ...(index === lastAt ? last : []),
      ];
      this.#packets++;
      const due = this.#epochNs + BigInt(Math.round(atMs * 1_000_000));
      return enhancedPacket(this.#time(due), packetOf(segment, this.#packets), said);
    });
  }

  /** A time, moved behind the last one if it is not later: no two packets share a time. */
  #time(dueNs: bigint): bigint {
    this.#lastNs = dueNs > this.#lastNs ? dueNs : this.#lastNs + 1n;
    return this.#lastNs;
  }

  /** An end of a connection, with the block that names its party if the section has none yet. */
  #endpoint(party: PartyName, port: number): readonly [Endpoint, readonly Uint8Array[]] {
    const address = this.#addresses.of(party);
    if (this.#named.has(party)) return [{ address, port }, []];
    this.#named.add(party);
    return [{ address, port }, [nameResolution([{ address, name: safeText(party) }])]];
  }
}

/** What became of a message that did not arrive whole. */
function fateOf(byteLength: number, delivered: Uint8Array | undefined): string {
  const size = formatBytes(byteLength);
  if (delivered === undefined) return `An unknown part of ${size} was delivered`;
  if (delivered.byteLength === 0) return `Never delivered (${size})`;
  if (delivered.byteLength === byteLength) return `Breaks off after ${size}`;
  return `Only ${formatBytes(delivered.byteLength)} of ${size} were delivered`;
}
