import { limits } from '../limits.ts';
import { ACK, type Frame } from './frame.ts';
import { errorName, settingName } from './names.ts';
import { problems } from './problems.ts';
import type { Http2Setting } from './types.ts';

const LARGEST_WINDOW = 0x7fff_ffff;

/** True if the frame is on a stream, as it must be. */
export function needsStream(frame: Frame): boolean {
  if (frame.stream === 0) frame.violate(problems.needsStream);
  return frame.stream !== 0;
}

function needsConnection(frame: Frame): void {
  if (frame.stream !== 0) frame.violate(problems.needsConnection);
}

/** True if the payload has the only length that is allowed; what is longer or shorter is not read. */
function hasLength(frame: Frame, byteLength: number): boolean {
  if (frame.length !== byteLength) frame.violate(problems.frameSize);
  return frame.length === byteLength;
}

/** PRIORITY, RFC 9113 §6.3. */
export function readPriority(frame: Frame): string {
  needsStream(frame);
  if (!hasLength(frame, 5)) return '';
  readDependency(frame);
  return '';
}

/** The five bytes of priority that PRIORITY has and HEADERS may have. */
export function readDependency(frame: Frame): void {
  const dependency = frame.integer('http2.dependency', 4, (value) => {
    const exclusive = value >= 0x8000_0000 ? ', exclusive' : '';
    return `${value % 0x8000_0000}${exclusive}`;
  });
  const weight = frame.integer('http2.weight', 1) + 1;
  frame.members.priority = {
    exclusive: dependency >= 0x8000_0000,
    dependsOn: dependency % 0x8000_0000,
    weight,
  };
}

/** RST_STREAM, RFC 9113 §6.4. */
export function readReset(frame: Frame): string {
  if (!hasLength(frame, 4)) return '';
  const name = errorName(frame.integer('http2.error-code', 4, errorName));
  frame.members.errorCode = name;
  return name;
}

/** SETTINGS, RFC 9113 §6.5. */
export function readSettings(frame: Frame): string {
  needsConnection(frame);
  if (frame.has(ACK)) {
    if (frame.length > 0) frame.violate(problems.settingsAckWithPayload);
    return 'ACK';
  }
  if (frame.length % 6 !== 0) {
    frame.violate(problems.frameSize);
    return '';
  }
  const settings: Http2Setting[] = [];
  frame.members.settings = settings;
  while (frame.left > 0) {
    if (settings.length === limits.frameParts) {
      frame.rest('http2.unread');
      frame.blame(problems.tooManyParts);
      break;
    }
    const id = frame.integer('http2.setting-id', 2, settingName);
    const value = frame.integer('http2.setting-value', 4);
    const name = settingName(id);
    checkSetting(frame, id, value);
    frame.group('http2.setting', name, `${value}`, 2);
    settings.push({ id, name, value });
  }
  return settings.map(({ name, value }) => `${name} ${value}`).join(', ');
}

function checkSetting(frame: Frame, id: number, value: number): void {
  const most = frame.direction === 'server-to-client' ? 0 : 1;
  if (id === 2 && value > most) frame.blame(problems.invalidEnablePush);
  if (id === 4 && value > LARGEST_WINDOW) frame.blame(problems.invalidInitialWindow);
  if (id === 5 && (value < 0x4000 || value > 0xff_ffff)) frame.blame(problems.invalidMaxFrameSize);
}

/** PING, RFC 9113 §6.7. */
export function readPing(frame: Frame): string {
  needsConnection(frame);
  if (!hasLength(frame, 8)) return '';
  const opaque = frame.bytes('http2.opaque', 8, (bytes) => bytes.toString('hex'));
  frame.members.opaque = opaque.toString('hex');
  return frame.has(ACK) ? 'ACK' : '';
}

/** GOAWAY, RFC 9113 §6.8. */
export function readGoaway(frame: Frame): string {
  needsConnection(frame);
  if (frame.length < 8) {
    frame.violate(problems.frameSize);
    return '';
  }
  const lastStream = frame.integer('http2.last-stream', 4, (value) => `${value % 0x8000_0000}`);
  const name = errorName(frame.integer('http2.error-code', 4, errorName));
  frame.members.lastStream = lastStream % 0x8000_0000;
  frame.members.errorCode = name;
  if (frame.left > 0) {
    const debug = frame.bytes('http2.debug', frame.left, (bytes) => bytes.toString('utf8'));
    frame.members.debug = debug.toString('utf8');
  }
  return `${name}, last stream ${frame.members.lastStream}`;
}

/** WINDOW_UPDATE, RFC 9113 §6.9. */
export function readWindowUpdate(frame: Frame): string {
  if (!hasLength(frame, 4)) return '';
  const increment =
    frame.integer('http2.increment', 4, (value) => `${value % 0x8000_0000}`) % 0x8000_0000;
  if (increment === 0) frame.blame(problems.windowIncrementZero);
  frame.members.increment = increment;
  return `+${increment} bytes`;
}

/** A frame of a type that has no rules here. */
export function readOther(frame: Frame): string {
  frame.rest('http2.payload');
  return '';
}
