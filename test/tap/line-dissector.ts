import type { Direction, Dissector, Ending, Message } from '../../src/wire/types.ts';

const blank = { layers: [], problems: [] };
const http = { ...blank, version: 'HTTP/1.1', fields: [], trailers: [], exchange: 1 };

/**
 * Reads a toy protocol of one message a line: from the server `1xx` and `2xx` begin responses,
 * `stream` the head of a streamed one, `event` an event, `end` the end of the stream; any other
 * line, and all from the client, are bytes.
 */
export function lineDissector(): Dissector {
  const lines = { 'client-to-server': reader(), 'server-to-client': reader() };
  return {
    push: (direction, bytes) => lines[direction].push(direction, bytes),
    end: (direction, how) => lines[direction].end(direction, how),
  };
}

function reader() {
  let start = 0;
  let position = 0;
  let text = '';
  let over = false;
  const next = (direction: Direction): Message => {
    const message = toMessage(direction, { start, end: position }, text);
    start = position;
    text = '';
    return message;
  };
  return {
    push(direction: Direction, bytes: Uint8Array): readonly Message[] {
      const messages: Message[] = [];
      for (const byte of bytes) {
        position += 1;
        if (byte !== 10 && text.length < 40) text += String.fromCharCode(byte);
        if (byte === 10) messages.push(next(direction));
      }
      return messages;
    },
    end(direction: Direction, _how: Ending): readonly Message[] {
      if (over) return [];
      over = true;
      return position > start ? [next(direction)] : [];
    },
  };
}

function toMessage(
  direction: Direction,
  range: { start: number; end: number },
  text: string,
): Message {
  const base = { ...http, ...range, direction, summary: text };
  const content = { byteLength: 0 };
  const [word = ''] = text.split(' ');
  if (direction === 'client-to-server') return { ...base, kind: 'bytes' };
  if (word === 'stream') {
    return { ...base, kind: 'http-response', status: 200, reason: '', content, streaming: true };
  }
  if (/^[1-5]\d\d$/.test(word)) {
    const status = Number(word);
    return { ...base, kind: 'http-response', status, reason: '', content, streaming: false };
  }
  if (word === 'event') {
    const sse = { event: 'message', data: text, lastEventId: '', comments: [] };
    return { ...base, ...sse, kind: 'sse-event', outcome: 'event' };
  }
  if (word === 'comment') {
    const sse = { event: 'message', data: '', lastEventId: '', comments: [text] };
    return { ...base, ...sse, kind: 'sse-event', outcome: 'comment' };
  }
  if (word === 'end') return { ...base, kind: 'http-end', complete: true };
  return { ...base, kind: 'bytes' };
}
