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
  const masked: TranscriptEvent = JSON.parse(JSON.stringify(event));
  maskWithin(masked);
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

/** Masks all that an object holds, in place: to parse it with a reviver would take twice as long. */
function maskWithin(object: object): void {
  eachMember(object, (key, member) => {
    if (typeof member === 'string') replace(object, key, member, maskPorts(member));
    else if (typeof member === 'object' && member !== null) maskWithin(member);
  });
  const mask = maskOf(object);
  if (mask !== undefined) maskValuesWithin(object, mask);
}

function eachMember(object: object, take: (key: string | number, member: unknown) => void): void {
  if (Array.isArray(object)) for (let i = 0; i < object.length; i++) take(i, object[i]);
  else for (const [key, member] of Object.entries(object)) take(key, member);
}

function replace(object: object, key: string | number, text: string, masked: string): void {
  if (masked !== text) Reflect.set(object, key, masked);
}

function maskPorts(text: string): string {
  // Most strings are names of kinds, which have no port.
  if (!text.includes(':')) return text;
  return text.replace(
    loopbackPort,
    (_, host: string, port: string) => host + port.replace(/\d/g, '0'),
  );
}

/** How the value of a field is masked, if it is one that differs from run to run. */
function maskOf(field: object): ((value: string) => string) | undefined {
  if (!('name' in field) || typeof field.name !== 'string') return undefined;
  return field.name.toLowerCase() === 'date' ? maskDates : handshakeMask(field.name);
}

function maskDates(value: string): string {
  return value.replace(httpDate, maskedDate);
}

/** Masks the field's value and those of its parts, which carry no name themselves. */
function maskValuesWithin(field: object, mask: (value: string) => string): void {
  eachMember(field, (key, member) => {
    if (typeof member === 'object' && member !== null) maskValuesWithin(member, mask);
    else if (key === 'value' && typeof member === 'string')
      replace(field, key, member, mask(member));
  });
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
