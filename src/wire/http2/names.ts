/** Types of frames by code (RFC 9113 §6; RFC 7838 §4, RFC 8336 §2, RFC 9218 §7.1). */
const frameNames: Readonly<Record<number, string>> = {
  0: 'DATA',
  1: 'HEADERS',
  2: 'PRIORITY',
  3: 'RST_STREAM',
  4: 'SETTINGS',
  5: 'PUSH_PROMISE',
  6: 'PING',
  7: 'GOAWAY',
  8: 'WINDOW_UPDATE',
  9: 'CONTINUATION',
  10: 'ALTSVC',
  12: 'ORIGIN',
  16: 'PRIORITY_UPDATE',
};

/** The name of a type of frames; `UNKNOWN` for one that must be ignored (RFC 9113 §4.1). */
export function frameName(type: number): string {
  return frameNames[type] ?? 'UNKNOWN';
}

/** Flags that a type of frames defines, by bit. */
const flagNames: Readonly<Record<string, readonly (readonly [bit: number, name: string])[]>> = {
  DATA: [
    [0x01, 'END_STREAM'],
    [0x08, 'PADDED'],
  ],
  HEADERS: [
    [0x01, 'END_STREAM'],
    [0x04, 'END_HEADERS'],
    [0x08, 'PADDED'],
    [0x20, 'PRIORITY'],
  ],
  SETTINGS: [[0x01, 'ACK']],
  PUSH_PROMISE: [
    [0x04, 'END_HEADERS'],
    [0x08, 'PADDED'],
  ],
  PING: [[0x01, 'ACK']],
  CONTINUATION: [[0x04, 'END_HEADERS']],
};

/** The flags that are set, by name; a bit without a meaning for this type as `0x40`. */
export function flagsOf(frame: string, bits: number): readonly string[] {
  if (bits === 0) return none;
  const defined = flagNames[frame] ?? [];
  const names: string[] = [];
  for (let bit = 0x01; bit <= 0x80; bit <<= 1) {
    if ((bits & bit) === 0) continue;
    const name = defined.find(([own]) => own === bit)?.[1];
    names.push(name ?? `0x${bit.toString(16).padStart(2, '0')}`);
  }
  return names;
}

const none: readonly string[] = [];

/** RFC 9113 §7. */
const errorNames = [
  'NO_ERROR',
  'PROTOCOL_ERROR',
  'INTERNAL_ERROR',
  'FLOW_CONTROL_ERROR',
  'SETTINGS_TIMEOUT',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'REFUSED_STREAM',
  'CANCEL',
  'COMPRESSION_ERROR',
  'CONNECT_ERROR',
  'ENHANCE_YOUR_CALM',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
] as const;

/** The name of an error code; one that is not registered as a number, `0x2a`. */
export function errorName(code: number): string {
  return errorNames[code] ?? `0x${code.toString(16).padStart(2, '0')}`;
}

/** RFC 9113 §6.5.2; RFC 8441 §3, RFC 9218 §2.1, gRFC G1. */
const settingNames: Readonly<Record<number, string>> = {
  1: 'HEADER_TABLE_SIZE',
  2: 'ENABLE_PUSH',
  3: 'MAX_CONCURRENT_STREAMS',
  4: 'INITIAL_WINDOW_SIZE',
  5: 'MAX_FRAME_SIZE',
  6: 'MAX_HEADER_LIST_SIZE',
  8: 'ENABLE_CONNECT_PROTOCOL',
  9: 'NO_RFC7540_PRIORITIES',
  65027: 'GRPC_ALLOW_TRUE_BINARY_METADATA',
};

/** The name of a setting without its `SETTINGS_`; one that is not known as `0x00ff`. */
export function settingName(id: number): string {
  return settingNames[id] ?? `0x${id.toString(16).padStart(4, '0')}`;
}
