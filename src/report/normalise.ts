import type { MessageEvent, TranscriptEvent } from '../lab/transcript.ts';

/** A loopback address with its port; the port is the second group. */
const loopbackPort = /(\b127\.0\.0\.1|\blocalhost|\[::1\])(:\d{1,5})(?!\d)/gi;
/** A date as in RFC 9110 §5.6.7. */
const httpDate =
  /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT/g;
const dateField = /(^|\n)(date:[ \t]*)([^\r\n]*)/gi;
const maskedDate = 'Thu, 01 Jan 1970 00:00:00 GMT';

/**
 * The event without what differs between two runs with the same seed: ports, `Date` fields and
 * measured durations. Masks keep their length, so byte ranges stay true.
 */
export function normalise(event: TranscriptEvent): TranscriptEvent {
  const masked: TranscriptEvent = JSON.parse(JSON.stringify(event), maskMember);
  switch (masked.type) {
    case 'connection-opened':
      return { ...masked, clientPort: 0, serverPort: 0 };
    case 'query':
      return { ...masked, durationUs: 0 };
    case 'end':
      return { ...masked, realMs: 0 };
    case 'message':
      return maskBytes(masked);
    default:
      return masked;
  }
}

function maskMember(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return maskPorts(value);
  if (isDateField(value)) return maskDatesWithin(value);
  return value;
}

function maskPorts(text: string): string {
  return text.replace(
    loopbackPort,
    (_, host: string, port: string) => host + port.replace(/\d/g, '0'),
  );
}

function isDateField(value: unknown): value is { readonly name: string } {
  if (typeof value !== 'object' || value === null) return false;
  return 'name' in value && typeof value.name === 'string' && value.name.toLowerCase() === 'date';
}

/** Masks the field's value and those of its parts, which carry no name themselves. */
function maskDatesWithin(field: object): unknown {
  return JSON.parse(JSON.stringify(field), (key, value: unknown) =>
    key === 'value' && typeof value === 'string' ? value.replace(httpDate, maskedDate) : value,
  );
}

function maskBytes(event: MessageEvent): MessageEvent {
  if (event.bytes === undefined) return event;
  const text = Buffer.from(event.bytes, 'base64').toString('latin1');
  const masked = maskPorts(text).replace(
    dateField,
    (_, before: string, name: string, value: string) =>
      before + name + value.replace(httpDate, maskedDate),
  );
  return { ...event, bytes: Buffer.from(masked, 'latin1').toString('base64') };
}
