import { describe, expect, test } from 'vitest';
import * as faults from '../../../src/tap/index.ts';
import { describeFault, FaultError, faultKindNames, parseFault } from '../../../src/tap/index.ts';

describe('parseFault', () => {
  test.each([
    [{ kind: 'reset-connection' }, faults.resetConnection()],
    [{ kind: 'close-after-bytes', bytes: 128 }, faults.closeAfterBytes({ bytes: 128 })],
    [{ kind: 'close-after-message' }, faults.closeAfterMessage()],
    [{ kind: 'close-after-frame', frame: 'GOAWAY' }, faults.closeAfterFrame({ frame: 'GOAWAY' })],
    [{ kind: 'drop-response' }, faults.dropResponse()],
    [{ kind: 'delay-bytes', delayMs: 5 }, faults.delayBytes({ delayMs: 5 })],
    [{ kind: 'split-chunks' }, faults.splitChunks()],
    [{ kind: 'limit-rate', bytesPerSecond: 9 }, faults.limitRate({ bytesPerSecond: 9 })],
    [{ kind: 'black-hole' }, faults.blackHole()],
  ])('%j takes the defaults of its factory', (given, fault) => {
    expect(parseFault(given)).toEqual(fault);
  });

  test('reads back what was saved', () => {
    const all: faults.Fault[] = [
      faults.resetConnection({ connection: 2, times: 'always' }),
      faults.closeAfterBytes({ bytes: 0, direction: 'client-to-server', how: 'fin', times: 3 }),
      faults.closeAfterMessage({ message: 'http-response', nth: 2, how: 'fin' }),
      faults.closeAfterFrame({
        frame: 'ping',
        nth: 2,
        direction: 'client-to-server',
        how: 'fin',
      }),
      faults.dropResponse({ nth: 4, how: 'fin', connection: 1 }),
      faults.delayBytes({ delayMs: 10, jitterMs: 5, direction: 'client-to-server' }),
      faults.splitChunks({ maxBytes: 7, direction: 'client-to-server' }),
      faults.limitRate({ bytesPerSecond: 1000, direction: 'client-to-server' }),
      faults.blackHole({ connection: 3 }),
    ];
    expect(all.map((fault) => parseFault(JSON.parse(JSON.stringify(fault))))).toEqual(all);
    expect(all.map(({ kind }) => kind)).toEqual(faultKindNames);
  });

  test.each([
    ['reset', 'not-a-fault', 'a fault is an object with a kind'],
    [null, 'not-a-fault', 'a fault is an object with a kind'],
    [
      { kind: 'lose-packets' },
      'unknown-kind',
      'kind must be one of reset-connection, close-after-bytes, close-after-message, close-after-frame, drop-response, delay-bytes, split-chunks, limit-rate, black-hole, not "lose-packets"',
    ],
    [{ kind: 'toString' }, 'unknown-kind', /not "toString"$/],
    [{}, 'unknown-kind', /not undefined$/],
    [{ kind: 'close-after-bytes' }, 'missing-field', 'close-after-bytes needs bytes'],
    [
      { kind: 'close-after-bytes', bytes: -1 },
      'bad-value',
      'bytes of close-after-bytes must be a whole number, 0 or more, not -1',
    ],
    [{ kind: 'close-after-bytes', bytes: 1.5 }, 'bad-value', /not 1.5$/],
    [{ kind: 'close-after-bytes', bytes: '9' }, 'bad-value', /not "9"$/],
    [
      { kind: 'close-after-bytes', bytes: 9, how: 'bang' },
      'bad-value',
      'how of close-after-bytes must be fin or rst, not "bang"',
    ],
    [
      { kind: 'close-after-message', message: 'sse-event', direction: 'client-to-server' },
      'bad-value',
      'direction of close-after-message must be server-to-client, not "client-to-server"',
    ],
    [{ kind: 'close-after-frame' }, 'missing-field', 'close-after-frame needs frame'],
    [
      { kind: 'close-after-frame', frame: 'goaway' },
      'bad-value',
      /^frame of close-after-frame must be text or .* or GOAWAY or .*, not "goaway"$/,
    ],
    [
      { kind: 'drop-response', nth: 0 },
      'bad-value',
      'nth of drop-response must be a whole number, 1 or more, not 0',
    ],
    [
      { kind: 'delay-bytes', delayMs: 1e9 },
      'bad-value',
      'delayMs of delay-bytes must be a whole number, 0 to 86400000, not 1000000000',
    ],
    [{ kind: 'delay-bytes', delayMs: null }, 'bad-value', /not null$/],
    [{ kind: 'limit-rate', bytesPerSecond: 0 }, 'bad-value', /1 or more, not 0$/],
    [
      { kind: 'reset-connection', times: 'never' },
      'bad-value',
      'times of reset-connection must be always or a whole number, 1 or more, not "never"',
    ],
    [{ kind: 'reset-connection', connection: 0 }, 'bad-value', /connection of reset-connection/],
    [
      { kind: 'reset-connection', after: 3 },
      'unknown-field',
      'reset-connection has no field "after", only kind, connection, times',
    ],
  ])('%j is %s', (given, code, message) => {
    const read = () => parseFault(given);
    expect(read).toThrow(FaultError);
    expect(read).toThrow(message);
    expect(read).toThrow(expect.objectContaining({ code }));
  });

  test('what is shown of a wrong value stays on one short line', () => {
    const read = () => parseFault({ kind: 'x\n'.repeat(1000) });
    expect(read).toThrow(/^kind must be one of [^\n]{1,200}$/);
  });
});

test.each<[faults.Fault, string]>([
  [faults.resetConnection(), 'resets the connection (RST to both ends)'],
  [
    faults.closeAfterBytes({ bytes: 128 }),
    'cuts the connection after 128 bytes from the server (RST to both ends)',
  ],
  [
    faults.closeAfterBytes({ bytes: 1, direction: 'client-to-server', how: 'fin' }),
    'cuts the connection after 1 byte from the client (FIN to both ends)',
  ],
  [faults.closeAfterMessage(), 'cuts the connection after the 1st event (RST to both ends)'],
  [
    faults.closeAfterMessage({ message: 'http-response', nth: 12 }),
    'cuts the connection after the 12th response (RST to both ends)',
  ],
  [
    faults.closeAfterMessage({ message: 'ws-message', nth: 2, direction: 'client-to-server' }),
    'cuts the connection after the 2nd WebSocket message from the client (RST to both ends)',
  ],
  [
    faults.closeAfterMessage({ message: 'grpc-message', nth: 3, how: 'fin' }),
    'cuts the connection after the 3rd gRPC message from the server (FIN to both ends)',
  ],
  [
    faults.closeAfterFrame({ frame: 'ping' }),
    'cuts the connection after the 1st WebSocket ping frame from the server (RST to both ends)',
  ],
  [
    faults.closeAfterFrame({ frame: 'GOAWAY' }),
    'cuts the connection after the 1st HTTP/2 GOAWAY frame from the server (RST to both ends)',
  ],
  [
    faults.dropResponse({ nth: 23 }),
    'keeps the 23rd response back and cuts the connection (RST to both ends)',
  ],
  [faults.delayBytes({ delayMs: 40 }), 'delays every byte from the server by 40 ms'],
  [
    faults.delayBytes({ delayMs: 40, jitterMs: 20 }),
    'delays every byte from the server by 40 to 60 ms',
  ],
  [faults.splitChunks(), 'splits the bytes from the server into pieces of 1 byte'],
  [
    faults.splitChunks({ maxBytes: 9 }),
    'splits the bytes from the server into pieces of 1 to 9 bytes',
  ],
  [faults.limitRate({ bytesPerSecond: 1024 }), 'limits the bytes from the server to 1024 a second'],
  [faults.blackHole(), 'swallows every byte both ways from here on, and tells nobody'],
])('$kind explains itself', (fault, sentence) => {
  expect(describeFault(fault)).toBe(sentence);
});
