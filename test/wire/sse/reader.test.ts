import { describe, expect, it } from 'vitest';
import { sseReader } from '../../../src/wire/sse/reader.ts';
import { bytesOf, dispatched, leavesOf, problemsOf, readStream } from './streams.ts';

const outcomes = (stream: string | Uint8Array) => readStream(stream).map((block) => block.outcome);

describe('what is dispatched', () => {
  it('joins data lines with LF', () => {
    expect(dispatched('data: one\ndata: two\n\n')[0]?.data).toBe('one\ntwo');
  });

  it('removes one space after the colon, and only one', () => {
    const events = dispatched('data:bare\n\ndata: spaced\n\ndata:  twice\n\n');
    expect(events.map((event) => event.data)).toEqual(['bare', 'spaced', ' twice']);
  });

  it('is of type message unless an event field names one', () => {
    const events = dispatched('data: 1\n\nevent: price\ndata: 2\n\nevent\ndata: 3\n\n');
    expect(events.map((event) => event.event)).toEqual(['message', 'price', 'message']);
  });

  it('forgets the event type after each block', () => {
    const events = dispatched('event: price\n\ndata: 1\n\n');
    expect(events.map((event) => event.event)).toEqual(['message']);
  });

  it('takes a data line without colon or value for an empty line of data', () => {
    const events = dispatched('data\n\ndata:\ndata\n\n');
    expect(events.map((event) => event.data)).toEqual(['', '\n']);
  });

  it('leaves comments out of the data', () => {
    const [event] = dispatched(': a remark\ndata: 1\n:another\n\n');
    expect(event).toMatchObject({ data: '1', comments: ['a remark', 'another'] });
  });

  it('keeps a colon within a value', () => {
    expect(dispatched('data: {"at":"12:30"}\n\n')[0]?.data).toBe('{"at":"12:30"}');
  });

  it('tells field names by letter case', () => {
    expect(outcomes('Data: 1\n\n')).toEqual(['empty']);
  });
});

describe('line ends', () => {
  it.each(['\n', '\r', '\r\n'])('reads lines that end with %j', (end) => {
    const events = dispatched(['id: 7', 'data: a', 'data: b', '', ''].join(end));
    expect(events).toMatchObject([{ data: 'a\nb', id: '7' }]);
  });

  it('may differ from line to line', () => {
    expect(dispatched('data: a\rdata: b\r\ndata: c\n\r')[0]?.data).toBe('a\nb\nc');
  });

  it('dispatches with the CR of a blank line, without waiting for a LF', () => {
    expect(sseReader().push(bytesOf('data: 1\r\n\r'))).toMatchObject([
      { outcome: 'event', start: 0, end: 10 },
    ]);
  });

  it('opens the next block with the LF that completes a CRLF', () => {
    const second = readStream('data: 1\r\n\r\ndata: 2\r\n\r\n')[1];
    expect(second?.nodes.map(({ kind, start, end }) => [kind, start, end])).toEqual([
      ['sse.line-end', 10, 11],
      ['sse.line', 11, 20],
      ['sse.blank-line', 20, 21],
    ]);
  });

  it('does not take the LF of a last CRLF for an unfinished block', () => {
    expect(outcomes('data: 1\r\n\r\n')).toEqual(['event', 'empty']);
  });

  it('shows a blank line that follows another as an empty block', () => {
    const blocks = readStream('data: 1\n\n\n\ndata: 2\n\n');
    expect(blocks.map((block) => block.outcome)).toEqual(['event', 'empty', 'empty', 'event']);
    expect(blocks[1]?.nodes).toEqual([{ kind: 'sse.blank-line', start: 9, end: 10 }]);
  });
});

describe('the last event ID', () => {
  const lastIds = (stream: string) => readStream(stream).map((block) => block.lastEventId);

  it('stays until another id comes', () => {
    expect(lastIds('id: 1\ndata: a\n\ndata: b\n\nid: 2\ndata: c\n\n')).toEqual(['1', '1', '2']);
  });

  it('is set by a block without data too', () => {
    expect(lastIds('id: 5\n\ndata: a\n\n')).toEqual(['5', '5']);
  });

  it('is reset by an empty id', () => {
    expect(lastIds('id: 1\ndata: a\n\nid\ndata: b\n\n')).toEqual(['1', '']);
  });

  it('is not changed by an id with NUL', () => {
    const stream = 'id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n';
    expect(lastIds(stream)).toEqual(['1', '1']);
    expect(problemsOf(readStream(stream))).toEqual(['sse-id-with-nul']);
  });

  it('is the one of the block before where the stream ends within a block', () => {
    expect(readStream('id: 1\ndata: a\n\nid: 2\ndata: b\n').at(-1)).toMatchObject({
      outcome: 'unfinished',
      id: '2',
      lastEventId: '1',
    });
  });
});

describe('the reconnection time', () => {
  it('is read where it is made of digits', () => {
    expect(readStream('retry: 2500\n\n')).toMatchObject([{ outcome: 'empty', retryMs: 2500 }]);
  });

  it.each(['1.5', '-1', '10s', ' 5', '', '١'])('is ignored where it is %j', (value) => {
    const blocks = readStream(`retry: ${value}\n\n`);
    expect(blocks[0]).not.toHaveProperty('retryMs');
    expect(problemsOf(blocks)).toEqual(['sse-retry-not-digits']);
  });

  it('stays a number that JSON can hold, however many digits it has', () => {
    const blocks = readStream(`retry: ${'9'.repeat(400)}\n\n`);
    expect(blocks[0]?.retryMs).toBe(Number.MAX_SAFE_INTEGER);
    expect(problemsOf(blocks)).toEqual(['sse-retry-too-large']);
  });
});

describe('blocks that dispatch nothing', () => {
  it('are comments where nothing else is in them', () => {
    expect(outcomes(': ping\n\n')).toEqual(['comment']);
  });

  it('are empty where a field other than data is in them', () => {
    expect(outcomes(': ping\nid: 1\n\nwhat\n\n')).toEqual(['empty', 'empty']);
  });

  it('show a field that nobody knows and say that it is ignored', () => {
    const blocks = readStream('price: 3\n\n');
    expect(blocks[0]?.nodes[0]).toMatchObject({ kind: 'sse.line', name: 'price', value: '3' });
    expect(problemsOf(blocks)).toEqual(['sse-unknown-field']);
  });
});

describe('a stream that ends within a block', () => {
  it('shows what came of the block and says that it is discarded', () => {
    const blocks = readStream('event: price\ndata: {"sym');
    expect(blocks).toMatchObject([{ outcome: 'unfinished', event: 'price', data: '{"sym' }]);
    expect(problemsOf(blocks)).toEqual(['sse-unfinished-block']);
  });

  it('does not trust a field whose line is cut', () => {
    const [block] = readStream('data: 1\nretry: 10');
    expect(block).not.toHaveProperty('retryMs');
  });

  it('leaves nothing to say where the last block is complete', () => {
    const reader = sseReader();
    reader.push(bytesOf('data: 1\n\n'));
    expect(reader.end()).toEqual([]);
  });

  it('is over: nothing comes after it', () => {
    const reader = sseReader();
    reader.push(bytesOf('data: 1\n'));
    reader.end();
    expect([...reader.push(bytesOf('\n')), ...reader.end()]).toEqual([]);
  });
});

describe('UTF-8', () => {
  it('passes over a byte order mark at the start', () => {
    const blocks = readStream(bytesOf([0xef, 0xbb, 0xbf], 'data: 1\n\n'));
    expect(blocks).toMatchObject([{ outcome: 'event', data: '1' }]);
    expect(blocks[0]?.nodes[0]).toEqual({ kind: 'sse.bom', start: 0, end: 3 });
  });

  it('takes a second byte order mark for a part of the field name', () => {
    expect(outcomes('\uFEFF\uFEFFdata: 1\n\n')).toEqual(['empty']);
  });

  it('sees the blank line behind a byte order mark', () => {
    expect(outcomes('\uFEFF\ndata: 1\n\n')).toEqual(['empty', 'event']);
  });

  it('puts a character together that two slices share', () => {
    const [head, tail] = [bytesOf('data: 1 \u20AC').subarray(0, 9), bytesOf([0x82, 0xac], '\n\n')];
    const reader = sseReader();
    expect([...reader.push(head), ...reader.push(tail)]).toMatchObject([{ data: '1 €' }]);
  });

  it('reads an invalid sequence as U+FFFD and says so', () => {
    const blocks = readStream(bytesOf('data: ', [0xff], 'x', [0xe2, 0x82], '\n\n'));
    expect(blocks[0]?.data).toBe('\uFFFDx\uFFFD');
    expect(problemsOf(blocks)).toEqual(['sse-invalid-utf8']);
  });

  it('has nothing against a U+FFFD that was sent', () => {
    expect(problemsOf(readStream('data: \uFFFD\n\n'))).toEqual([]);
  });
});

describe('nodes', () => {
  it('name each part of a line with its bytes', () => {
    const [line] = readStream('data: é\r\n\n')[0]?.nodes ?? [];
    expect(line).toEqual({
      kind: 'sse.line',
      start: 0,
      end: 10,
      name: 'data',
      value: 'é',
      children: [
        { kind: 'sse.field-name', start: 0, end: 4, value: 'data' },
        { kind: 'sse.colon', start: 4, end: 5 },
        { kind: 'sse.space', start: 5, end: 6 },
        { kind: 'sse.value', start: 6, end: 8, value: 'é' },
        { kind: 'sse.line-end', start: 8, end: 10 },
      ],
    });
  });

  it('have no part for what is not there', () => {
    const nodes = readStream(':\ndata\n\n')[0]?.nodes ?? [];
    expect(leavesOf(nodes).map((leaf) => leaf.kind)).toEqual([
      'sse.colon',
      'sse.line-end',
      'sse.field-name',
      'sse.line-end',
      'sse.blank-line',
    ]);
  });
});
