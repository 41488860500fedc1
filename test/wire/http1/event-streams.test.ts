import { describe, expect, it } from 'vitest';
import { http1Dissector } from '../../../src/wire/http1/dissector.ts';
import { codes, dissect, spelled, type Turn } from './conversation.ts';

const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n';
const chunkedHead = `${head}Transfer-Encoding: chunked\r\n\r\n`;

function streamed(answer: string): Turn[] {
  return [
    ['client', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['server', answer],
  ];
}

describe('an event stream', () => {
  it('is shown at its head, event by event, and at its end', () => {
    const sent = `${chunkedHead}9\r\ndata: 1\n\n\r\n9\r\ndata: 2\n\n\r\n0\r\n\r\n`;
    const messages = dissect(streamed(sent)).slice(1);
    expect(messages).toMatchObject([
      { kind: 'http-response', streaming: true, end: chunkedHead.length },
      { kind: 'sse-event', data: '1', exchange: 1 },
      { kind: 'sse-event', data: '2', exchange: 1 },
      { kind: 'http-end', complete: true, problems: [] },
    ]);
    expect(spelled(messages[2], sent)).toEqual([
      'chunk-end \\r\\n',
      'chunk-size 9',
      'line-end \\r\\n',
      'chunk data: 2\\n\\n',
    ]);
  });

  it('gives an event with its last byte, before its chunk ends', () => {
    const dissector = http1Dissector({
      readContent: () => {
        throw new Error('an event stream is not read as content');
      },
      sseReader: () => {
        let offset = 0;
        return {
          isBetween: true,
          push(bytes) {
            const start = offset;
            offset += bytes.length;
            return [
              {
                start,
                end: offset,
                nodes: [],
                outcome: 'event',
                event: 'message',
                data: 'x',
                lastEventId: '',
                comments: [],
              },
            ];
          },
          end: () => [],
        };
      },
    });
    dissector.push('client-to-server', Buffer.from('GET / HTTP/1.1\r\nHost: a\r\n\r\n'));
    const messages = dissector.push('server-to-client', Buffer.from(`${chunkedHead}ff\r\nabc`));
    expect(messages.map(({ kind }) => kind)).toEqual(['http-response', 'sse-event']);
  });

  it('cuts a chunk where an event ends in it', () => {
    const sent = `${chunkedHead}12\r\ndata: 1\n\ndata: 2\n\n\r\n0\r\n\r\n`;
    const [, , first, second] = dissect(streamed(sent));
    expect(spelled(first, sent)).toEqual([
      'chunk-size 12',
      'line-end \\r\\n',
      'chunk data: 1\\n\\n',
    ]);
    expect(spelled(second, sent)).toEqual(['chunk data: 2\\n\\n']);
  });

  it('says where an event lies that is spread over chunks', () => {
    const sent = `${chunkedHead}4\r\ndata\r\n5\r\n: 1\n\n\r\n0\r\n\r\n`;
    const [, , event] = dissect(streamed(sent));
    const at = chunkedHead.length;
    expect(event?.layers[1]?.nodes[0]).toMatchObject({
      kind: 'sse.line',
      start: at + 3,
      end: at + 16,
      pieces: [
        { start: at + 3, end: at + 7 },
        { start: at + 12, end: at + 16 },
      ],
    });
  });

  it.each([
    ['a length', `${head}Content-Length: 9\r\n\r\ndata: 1\n\n`],
    ['the close of the connection', `${head}\r\ndata: 1\n\n`],
  ])('can be framed by %s', (_, sent) => {
    expect(dissect(streamed(sent)).slice(2)).toMatchObject([
      { kind: 'sse-event', data: '1' },
      { kind: 'http-end', complete: true },
    ]);
  });

  it('without any event ends at once', () => {
    const messages = dissect(streamed(`${head}Content-Length: 0\r\n\r\n`));
    expect(messages.slice(1)).toMatchObject([
      { kind: 'http-response', streaming: true },
      { kind: 'http-end', complete: true },
    ]);
  });

  it('that breaks off discards the event it was in', () => {
    const messages = dissect(streamed(`${chunkedHead}ff\r\ndata: 1\n\ndata: 2\n`));
    expect(messages.slice(2)).toMatchObject([
      { kind: 'sse-event', outcome: 'event' },
      { kind: 'sse-event', outcome: 'unfinished' },
      { kind: 'http-end', complete: false },
    ]);
    expect(codes(messages.at(-1))).toEqual(['unfinished-message']);
  });

  it('under a content coding that cannot be taken off bit by bit is a body like any other', () => {
    const sent = `${head}Content-Encoding: snappy\r\nContent-Length: 1\r\n\r\nx`;
    expect(dissect(streamed(sent)).slice(1)).toMatchObject([
      { kind: 'http-response', streaming: false },
    ]);
  });
});
