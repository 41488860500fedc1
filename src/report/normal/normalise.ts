import type { CrossingEvent, MessageEvent, TranscriptEvent } from '../../lab/record/transcript.ts';
import { handshakeMask, maskHandshakeLines, maskRandomness } from './random-masks.ts';

/** A loopback address with its port; the port is the second group. */
const loopbackPort = /(\b127\.0\.0\.1|\blocalhost|\[::1\])(:\d{1,5})(?!\d)/gi;
/** A date as in RFC 9110 §5.6.7. */
const httpDate =
  /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT/g;
const dateField = /(^|\n)(date:[ \t]*)([^\r\n]*)/gi;
const maskedDate = 'Thu, 01 Jan 1970 00:00:00 GMT';

/**
 * The event without what differs between two runs with the same seed: ports, `Date` fields, what a
 * WebSocket or TLS draws at random, and measured durations. Masks keep their length, so byte ranges
 * stay true.
 */
export function normalise(event: TranscriptEvent): TranscriptEvent {
  const masked: TranscriptEvent = JSON.parse(JSON.stringify(event), maskMember);
  switch (masked.type) {
    case 'connection-opened':
      return { ...masked, clientPort: 0, serverPort: 0 };
    case 'tls-secret':
      return {
        ...masked,
        line: masked.line.replace(/(?<= )[0-9a-f]+/g, (hex) => hex.replace(/./g, '0')),
      };
    case 'query':
      return { ...masked, durationUs: 0 };
    case 'end':
      return { ...masked, realMs: 0 };
    case 'message':
      return maskBytes(maskRandomness(masked));
    case 'crossing':
      return maskBytes(masked);
    default:
      return masked;
  }
}

function maskMember(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return maskPorts(value);
  const mask = maskOf(value);
  return mask === undefined ? value : maskValuesWithin(value, mask);
}

function maskPorts(text: string): string {
  return text.replace(
    loopbackPort,
    (_, host: string, port: string) => host + port.replace(/\d/g, '0'),
  );
}

/** How the value of a field is masked, if it is one that differs from run to run. */
function maskOf(field: unknown): ((value: string) => string) | undefined {
  if (typeof field !== 'object' || field === null || !('name' in field)) return undefined;
  if (typeof field.name !== 'string') return undefined;
  return field.name.toLowerCase() === 'date' ? maskDates : handshakeMask(field.name);
}

function maskDates(value: string): string {
  return value.replace(httpDate, maskedDate);
}

/** Masks the field's value and those of its parts, which carry no name themselves. */
function maskValuesWithin(field: unknown, mask: (value: string) => string): unknown {
  return JSON.parse(JSON.stringify(field), (key, value: unknown) =>
    key === 'value' && typeof value === 'string' ? mask(value) : value,
  );
}

function maskBytes<Event extends MessageEvent | CrossingEvent>(event: Event): Event {
  if (event.bytes === undefined) return event;
  const text = Buffer.from(event.bytes, 'base64').toString('latin1');
  const masked = maskHandshakeLines(maskPorts(text)).replace(
    dateField,
    (_, before: string, name: string, value: string) => before + name + maskDates(value),
  );
  return { ...event, bytes: Buffer.from(masked, 'latin1').toString('base64') };
}
