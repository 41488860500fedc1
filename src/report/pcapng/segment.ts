/** The flags of a segment that are used here (RFC 9293 §3.1). */
export const tcpFlag = { fin: 0x01, syn: 0x02, rst: 0x04, psh: 0x08, ack: 0x10 } as const;

/** The most payload that a segment carries, in bytes: what an Ethernet leaves room for (RFC 9293 §3.7.1). */
export const MAXIMUM_SEGMENT_SIZE = 1460;

const IP_HEADER = 20;
const TCP_HEADER = 20;
/** Don't fragment (RFC 791 §3.1). */
const DONT_FRAGMENT = 0x4000;
const TIME_TO_LIVE = 64;
const PROTOCOL_TCP = 6;
/** How much each side is ready to receive, in bytes; every second segment is acknowledged, so it never fills. */
const WINDOW = 0xffff;
/** The option that announces `MAXIMUM_SEGMENT_SIZE`: kind 2, length 4 (RFC 9293 §3.7.1). */
const SIZE_OPTION = Uint8Array.of(2, 4, MAXIMUM_SEGMENT_SIZE >> 8, MAXIMUM_SEGMENT_SIZE & 0xff);

/** One end of a connection. */
export interface Endpoint {
  /** Four bytes. */
  readonly address: Uint8Array;
  readonly port: number;
}

/** A TCP segment and who sends it. */
export interface Segment {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** Counts modulo 2^32. */
  readonly sequence: number;
  /** Read only if the flag `ack` is set. */
  readonly acknowledgment: number;
  /** Of `tcpFlag`, added up. */
  readonly flags: number;
  readonly payload?: Uint8Array;
}

/** A segment in an IPv4 packet (RFC 791 §3.1, RFC 9293 §3.1), both checksums right. */
export function packetOf(segment: Segment, identification: number): Uint8Array {
  const options = segment.flags & tcpFlag.syn ? SIZE_OPTION : new Uint8Array(0);
  const payload = segment.payload ?? new Uint8Array(0);
  const tcpLength = TCP_HEADER + options.byteLength + payload.byteLength;
  const packet = Buffer.alloc(IP_HEADER + tcpLength);
  writeIpHeader(packet, segment, identification);

  const tcp = packet.subarray(IP_HEADER);
  tcp.writeUInt16BE(segment.from.port, 0);
  tcp.writeUInt16BE(segment.to.port, 2);
  tcp.writeUInt32BE(segment.sequence >>> 0, 4);
  if (segment.flags & tcpFlag.ack) tcp.writeUInt32BE(segment.acknowledgment >>> 0, 8);
  tcp.writeUInt8(((TCP_HEADER + options.byteLength) / 4) << 4, 12);
  tcp.writeUInt8(segment.flags, 13);
  tcp.writeUInt16BE(WINDOW, 14);
  tcp.set(options, TCP_HEADER);
  tcp.set(payload, TCP_HEADER + options.byteLength);
  // The checksum covers the addresses, the protocol and the length too (RFC 9293 §3.1).
  const addresses = sumOf(packet.subarray(12, IP_HEADER));
  tcp.writeUInt16BE(checksum(sumOf(tcp) + addresses + PROTOCOL_TCP + tcpLength), 16);
  return packet;
}

function writeIpHeader(packet: Buffer, { from, to }: Segment, identification: number): void {
  packet.writeUInt8((4 << 4) | (IP_HEADER / 4), 0);
  packet.writeUInt16BE(packet.byteLength, 2);
  packet.writeUInt16BE(identification & 0xffff, 4);
  packet.writeUInt16BE(DONT_FRAGMENT, 6);
  packet.writeUInt8(TIME_TO_LIVE, 8);
  packet.writeUInt8(PROTOCOL_TCP, 9);
  packet.set(from.address, 12);
  packet.set(to.address, 16);
  packet.writeUInt16BE(checksum(sumOf(packet.subarray(0, IP_HEADER))), 10);
}

/** The sum of the 16-bit words (RFC 1071 §1); a byte that is left over counts as the high half of a word. */
function sumOf(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.byteLength; at += 2) {
    sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  }
  return sum;
}

/** The complement of the sum in one's complement arithmetic (RFC 1071 §1). */
function checksum(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x10000);
  return ~folded & 0xffff;
}
