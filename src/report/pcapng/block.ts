/**
 * The blocks of a pcapng file, little-endian, as draft-ietf-opsawg-pcapng-06 lays them out.
 */

/** `LINKTYPE_RAW`: a packet begins with its IP header (draft-ietf-opsawg-pcaplinktype). */
const LINKTYPE_RAW = 101;

/** §4.1: the four bytes by which a reader knows the byte order of the section. */
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;

/** Types of blocks, §4.1 to §4.6, and the Decryption Secrets Block. */
const block = {
  section: 0x0a0d0d0a,
  interface: 1,
  names: 4,
  statistics: 5,
  packet: 6,
  secrets: 10,
} as const;

/** The type of secrets that are a TLS key log: `TLSK`. */
const TLS_KEY_LOG = 0x544c534b;

/** Codes of options, §3.5 and the sections of their blocks. */
const option = { end: 0, comment: 1, interfaceName: 2, application: 4, resolution: 9 } as const;

/** Timestamps count nanoseconds: 10 to the power of minus this (§4.2, `if_tsresol`). */
const NANOSECONDS = 9;

/** The longest value of an option: its length is a 16-bit number (§3.5). */
const LONGEST_OPTION = 0xffff;

interface Option {
  readonly code: number;
  readonly value: Uint8Array;
}

/** A section header (§4.1): a new section begins, and with it new interfaces. */
export function sectionHeader(application: string, comment: string): Uint8Array {
  const body = Buffer.alloc(16);
  body.writeUInt32LE(BYTE_ORDER_MAGIC, 0);
  body.writeUInt16LE(1, 4);
  body.writeUInt16LE(0, 6);
  // The section's length is not known in advance: -1 says so.
  body.writeBigInt64LE(-1n, 8);
  const said = [textOption(option.comment, comment), textOption(option.application, application)];
  return blockOf(block.section, [body, options(said)]);
}

/** An interface (§4.2) whose packets begin with IP and whose times count nanoseconds. */
export function interfaceDescription(name: string, comment: string): Uint8Array {
  const body = Buffer.alloc(8);
  body.writeUInt16LE(LINKTYPE_RAW, 0);
  const said = [
    textOption(option.comment, comment),
    textOption(option.interfaceName, name),
    { code: option.resolution, value: Uint8Array.of(NANOSECONDS) },
  ];
  return blockOf(block.interface, [body, options(said)]);
}

/** What the addresses are called (§4.5). A name never contains a zero byte. */
export function nameResolution(
  names: readonly { readonly address: Uint8Array; readonly name: string }[],
): Uint8Array {
  const records = names.map(({ address, name }) => ({
    code: 1,
    value: Buffer.concat([address, Buffer.from(`${name}\0`)]),
  }));
  return blockOf(block.names, [options(records)]);
}

/** A packet of the section's only interface (§4.3). `timeNs` counts nanoseconds since 1970. */
export function enhancedPacket(
  timeNs: bigint,
  packet: Uint8Array,
  comments: readonly string[],
): Uint8Array {
  const head = Buffer.alloc(20);
  writeTime(head, timeNs, 4);
  head.writeUInt32LE(packet.byteLength, 12);
  head.writeUInt32LE(packet.byteLength, 16);
  const said = comments.map((comment) => textOption(option.comment, comment));
  return blockOf(block.packet, [head, padded(packet), ...(said.length > 0 ? [options(said)] : [])]);
}

/** Lines of a TLS key log, for the packets behind it (Decryption Secrets Block). */
export function tlsSecrets(lines: string): Uint8Array {
  const log = Buffer.from(lines);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(TLS_KEY_LOG, 0);
  head.writeUInt32LE(log.byteLength, 4);
  return blockOf(block.secrets, [head, padded(log)]);
}

/** Statistics of the interface (§4.6): here nothing but what is left to say at a section's end. */
export function interfaceStatistics(timeNs: bigint, comments: readonly string[]): Uint8Array {
  const head = Buffer.alloc(12);
  writeTime(head, timeNs, 4);
  return blockOf(block.statistics, [
    head,
    options(comments.map((comment) => textOption(option.comment, comment))),
  ]);
}

/** The high half of a timestamp stands first, whatever the byte order (§4.3). */
function writeTime(head: Buffer, timeNs: bigint, at: number): void {
  head.writeUInt32LE(Number(timeNs >> 32n), at);
  head.writeUInt32LE(Number(timeNs & 0xffff_ffffn), at + 4);
}

/** A block: its type, its length, its body, its length again (§3.1). Every part is padded already. */
function blockOf(type: number, parts: readonly Uint8Array[]): Uint8Array {
  const byteLength = parts.reduce((sum, part) => sum + part.byteLength, 12);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(type, 0);
  head.writeUInt32LE(byteLength, 4);
  const tail = Buffer.alloc(4);
  tail.writeUInt32LE(byteLength, 0);
  return Buffer.concat([head, ...parts, tail]);
}

/** Options and the mark of their end (§3.5); the records of §4.5 have the same form. */
function options(each: readonly Option[]): Uint8Array {
  const parts = each.flatMap(({ code, value }) => {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(code, 0);
    head.writeUInt16LE(value.byteLength, 2);
    return [head, padded(value)];
  });
  return Buffer.concat([...parts, Buffer.alloc(4)]);
}

function textOption(code: number, text: string): Option {
  return { code, value: cutText(text) };
}

/** UTF-8 that fits into an option, cut between two characters if it is too long. */
function cutText(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  if (bytes.byteLength <= LONGEST_OPTION) return bytes;
  let end = LONGEST_OPTION;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end);
}

/** Padded with zeros to 32 bits (§3.6.2). */
function padded(bytes: Uint8Array): Uint8Array {
  const missing = (4 - (bytes.byteLength % 4)) % 4;
  return missing === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(missing)]);
}
