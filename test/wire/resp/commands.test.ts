import { describe, expect, it } from 'vitest';
import { dissectConnection } from '../../../src/wire/connection.ts';
import { limits } from '../../../src/wire/limits.ts';
import type { Message } from '../../../src/wire/types.ts';

const opening = '*1\r\n$4\r\nPING\r\n';

/** What is read of a conversation: `>` is the client, `<` the store. */
function read(...turns: readonly string[]): readonly Message[] {
  const dissector = dissectConnection();
  return turns.flatMap((turn) =>
    dissector.push(
      turn.startsWith('>') ? 'client-to-server' : 'server-to-client',
      Buffer.from(turn.slice(1)),
    ),
  );
}

const told = (messages: readonly Message[]) =>
  messages.map((message) => {
    const number = 'exchange' in message ? `${message.exchange} ` : '';
    return `${message.direction === 'client-to-server' ? '>' : '<'} ${number}${message.summary}`;
  });

const values = (...replies: readonly string[]) =>
  read(`>${opening.repeat(replies.length)}`, ...replies.map((reply) => `<${reply}`)).flatMap(
    (message) => (message.kind === 'resp-reply' ? [`${message.type} ${message.value}`] : []),
  );

const problems = (...turns: readonly string[]) =>
  read(...turns).flatMap((message) => message.problems.map(({ code }) => code));

describe('commands', () => {
  it('are arrays of bulk strings, each answered by one reply in turn', () => {
    const messages = read(
      '>*2\r\n$4\r\nINCR\r\n$8\r\nrate:ada\r\n*3\r\n$6\r\nexpire\r\n$8\r\nrate:ada\r\n$2\r\n60\r\n',
      '<:3\r\n:1\r\n',
    );
    expect(told(messages)).toEqual([
      '> 1 INCR rate:ada',
      '> 2 EXPIRE rate:ada 60',
      '< 1 3',
      '< 2 1',
    ]);
    expect(messages[2]).toMatchObject({ kind: 'resp-reply', type: 'integer', command: 'INCR' });
  });

  it('tile their bytes', () => {
    const [command] = read('>*2\r\n$3\r\nGET\r\n$1\r\nk\r\n');
    expect(
      command?.layers[0]?.nodes.map(({ kind, start, end }) => `${kind} ${start}-${end}`),
    ).toEqual([
      'resp.count 0-4',
      'resp.length 4-8',
      'resp.bulk 8-11',
      'resp.terminator 11-13',
      'resp.length 13-17',
      'resp.bulk 17-18',
      'resp.terminator 18-20',
    ]);
  });

  it('are lines of words too, from the first one on', () => {
    expect(told(read('>PING\r\n', '<+PONG\r\n', '>SET k "two words"\r\n', '<+OK\r\n'))).toEqual([
      '> 1 PING',
      '< 1 PONG',
      '> 2 SET k "two words"',
      '< 2 OK',
    ]);
  });

  it('that nobody answers are passed over: an empty line, an empty array', () => {
    expect(told(read(`>${opening}\r\n*0\r\nTIME\r\n`, '<+PONG\r\n*1\r\n:1\r\n'))).toEqual([
      '> 1 PING',
      '> 2 ',
      '> 3 ',
      '> 4 TIME',
      '< 1 PONG',
      '< 4 [1]',
    ]);
  });

  it('of passwords keep them out of the summary', () => {
    expect(told(read('>*2\r\n$4\r\nAUTH\r\n$6\r\nsecret\r\n'))).toEqual(['> 1 AUTH ***']);
  });

  it('are not taken for HTTP, nor HTTP for them', () => {
    expect(read('>GET /a HTTP/1.1\r\nHost: a\r\n\r\n')[0]?.kind).toBe('http-request');
    expect(read('>PING / HTTP/1.1\r\nHost: a\r\n\r\n')[0]?.kind).toBe('http-request');
    expect(read('>GET key\r\n\r\n').some(({ kind }) => kind === 'resp-command')).toBe(false);
  });
});

describe('replies', () => {
  it('are of every type of RESP2', () => {
    expect(
      values('+OK\r\n', '-ERR no\r\n', ':-7\r\n', '$2\r\nhi\r\n', '$0\r\n\r\n', '$-1\r\n'),
    ).toEqual(['simple OK', 'error ERR no', 'integer -7', 'bulk hi', 'bulk ', 'null (nil)']);
    expect(values('*-1\r\n', '*0\r\n', '*3\r\n:1\r\n$1\r\na\r\n*2\r\n$-1\r\n-E x\r\n')).toEqual([
      'null (nil)',
      'array []',
      'array [1, "a", [(nil), E x]]',
    ]);
  });

  it('and of RESP3', () => {
    expect(
      values('_\r\n', '#t\r\n', ',1.5\r\n', '(123\r\n', '!5\r\nERR x\r\n', '=6\r\ntxt:hi\r\n'),
    ).toEqual([
      'null (nil)',
      'boolean true',
      'double 1.5',
      'big-number 123',
      'bulk-error ERR x',
      'verbatim hi',
    ]);
    expect(values('%2\r\n+a\r\n:1\r\n+b\r\n~1\r\n+c\r\n', '|1\r\n+ttl\r\n:9\r\n:2\r\n')).toEqual([
      'map {"a": 1, "b": ["c"]}',
      'integer 2',
    ]);
  });

  it('that are pushed answer nothing', () => {
    const messages = read(`>${opening}`, '<>2\r\n+invalidate\r\n*1\r\n+k\r\n+PONG\r\n');
    expect(told(messages)).toEqual(['> 1 PING', '< ["invalidate", ["k"]]', '< 1 PONG']);
  });

  it('to a subscription come one a channel, and messages answer nothing', () => {
    const confirmed = (channel: string) => `*3\r\n$9\r\nsubscribe\r\n$1\r\n${channel}\r\n:1\r\n`;
    const messages = read(
      `>SUBSCRIBE a b\r\nPING\r\n`,
      `<${confirmed('a')}${confirmed('b')}*3\r\n$7\r\nmessage\r\n$1\r\na\r\n$2\r\nhi\r\n+PONG\r\n`,
    );
    expect(told(messages).slice(2)).toEqual([
      '< 1 ["subscribe", "a", 1]',
      '< 1 ["subscribe", "b", 1]',
      '< ["message", "a", "hi"]',
      '< 2 PONG',
    ]);
  });
});

describe('what is wrong', () => {
  it.each([
    ['a length that is none', '*1\r\n$x\r\n', 'resp-bad-length'],
    ['a length that is too short', '*1\r\n$2\r\nabc\r\n', 'resp-no-terminator'],
    ['a command that holds a number', '*1\r\n$1\r\na\r\n*1\r\n:1\r\n', 'resp-command-of-others'],
  ])('in a command: %s', (_, bytes, code) => {
    const first = bytes.startsWith('*1\r\n$x') ? `>${opening}` : '>';
    expect(problems(`${first}${bytes}`)[0]).toBe(code);
  });

  it.each([
    ['a type that is none', '?\r\n', 'resp-unknown-type'],
    ['an integer that is none', ':1x\r\n', 'resp-bad-integer'],
    ['a line without CR', '+OK\n', 'resp-bare-line-feed'],
    ['a reply too many', '+PONG\r\n+PONG\r\n', 'resp-unasked-reply'],
    ['too deep', '*1\r\n'.repeat(limits.respDepth + 1), 'resp-too-deep'],
    ['a line without an end', `+${'x'.repeat(limits.line)}`, 'resp-line-too-long'],
  ])('in a reply: %s', (_, bytes, code) => {
    expect(problems(`>${opening}`, `<${bytes}`)[0]).toBe(code);
  });

  it('an end in the midst of a message is told where it is', () => {
    const dissector = dissectConnection();
    dissector.push('client-to-server', Buffer.from('*2\r\n$3\r\nGET\r\n$5\r\nab'));
    const [cut] = dissector.end('client-to-server', 'rst');
    expect(cut).toMatchObject({ kind: 'resp-command', complete: false, end: 19 });
    expect(cut?.problems.map(({ code }) => code)).toEqual(['resp-unfinished']);
  });
});

it('keeps little of what is large, and counts it all', () => {
  const length = 3 * 1024 * 1024;
  const messages = read(`>${opening}`, `<$${length}\r\n${'x'.repeat(length)}\r\n`, '<*90000\r\n');
  const [, large] = messages;
  expect(large).toMatchObject({ kind: 'resp-reply', truncated: true });
  expect(large?.kind === 'resp-reply' && large.value.length).toBeLessThan(5_000);
});

it('gives a large array no more nodes than it may have', () => {
  const many = `*5000\r\n${':1\r\n'.repeat(5000)}`;
  const [, large] = read(`>${opening}`, `<${many}`);
  expect(large?.layers[0]?.nodes.length).toBeLessThanOrEqual(limits.frameParts + 2);
  expect(large?.end).toBe(many.length);
});
