import fc from 'fast-check';
import type { Turn } from './conversation.ts';

const token = fc.stringMatching(/^[a-zA-Z0-9!#$%&'*+.^_`|~-]{1,12}$/);
const value = fc.stringMatching(/^([!-~]([ -~]{0,20}[!-~])?)?$/);
const fields = fc
  .array(fc.tuple(token, value), { maxLength: 4 })
  .map((lines) => lines.map(([name, text]) => `x-${name}: ${text}\r\n`).join(''));
const body = fc.string({ unit: 'binary-ascii', maxLength: 60 });
const event = fc
  .array(
    fc.constantFrom('data: a', 'data', 'id: 7', 'event: price', 'retry: 10', ': hello', 'other: 1'),
    { minLength: 1, maxLength: 4 },
  )
  .chain((lines) =>
    fc.constantFrom('\n', '\r\n', '\r').map((end) => [...lines, ''].join(end) + end),
  );
const events = fc.array(event, { maxLength: 5 }).map((blocks) => blocks.join(''));

const chunked = (data: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(data, fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 }), fields, extension)
    .map(([text, sizes, trailers, ext]) => {
      let coded = '';
      for (let at = 0, draw = 0; at < text.length; draw++) {
        const chunk = text.slice(at, at + (sizes[draw % sizes.length] ?? 1));
        coded += `${chunk.length.toString(16)}${ext}\r\n${chunk}\r\n`;
        at += chunk.length;
      }
      return `${coded}0\r\n${trailers}\r\n`;
    });
const extension = fc.constantFrom('', ';a', '; a=b', ';a="b\\"c";d');

/** The head's last fields and the body they announce. */
const framed = fc.oneof(
  body.map((text) => `content-length: ${text.length}\r\n\r\n${text}`),
  chunked(body).map((coded) => `transfer-encoding: chunked\r\n\r\n${coded}`),
);
const streamed = fc.oneof(
  events.map((text) => `content-length: ${text.length}\r\n\r\n${text}`),
  chunked(events).map((coded) => `transfer-encoding: chunked\r\n\r\n${coded}`),
);

const request = fc
  .tuple(fc.constantFrom('GET', 'POST', 'HEAD', 'PURGE'), fc.webPath(), fields, fc.option(framed))
  .map(
    ([method, path, lines, rest]) =>
      [
        method,
        `${method} /${path.slice(1)} HTTP/1.1\r\nhost: a\r\n${lines}${rest ?? '\r\n'}`,
      ] as const,
  );
const response = fc
  .tuple(fc.constantFrom(200, 201, 204, 304, 404, 500), fields, framed, fc.option(streamed))
  .map(([status, lines, rest, sse]) => {
    const type = sse === null ? '' : 'content-type: text/event-stream\r\n';
    return { status, lines: lines + type, rest: sse ?? rest };
  });

const exchange = fc.tuple(request, response).map(([[method, asked], answer]): Turn[] => {
  const head = `HTTP/1.1 ${answer.status} Reason\r\n${answer.lines}`;
  const bodiless = method === 'HEAD' || answer.status === 204 || answer.status === 304;
  return [
    ['client', asked],
    ['server', head + (bodiless ? '\r\n' : answer.rest)],
  ];
});

/** Exchanges one after the other, all well formed. */
export const conversation: fc.Arbitrary<Turn[]> = fc
  .array(exchange, { minLength: 1, maxLength: 4 })
  .map((exchanges) => exchanges.flat());

/** Conversations with bytes changed, dropped or put in at random, cut off, or switched. */
export const brokenConversation: fc.Arbitrary<Turn[]> = fc
  .tuple(
    conversation,
    fc.array(
      fc.record({
        turn: fc.nat(7),
        at: fc.nat(200),
        drop: fc.nat(3),
        put: fc.oneof(
          fc.string({ unit: 'binary-ascii', maxLength: 3 }),
          fc.constantFrom(
            '\n',
            '\r',
            ' ',
            ':',
            '\r\n\r\n',
            '\r\n ',
            'Content-Length: 3\r\n',
            'Transfer-Encoding: chunked\r\n',
            'Connection: upgrade\r\nUpgrade: echo\r\n',
            'HTTP/1.1 101 Switch\r\n\r\n',
            'CONNECT a:1 HTTP/1.1\r\n\r\n',
          ),
        ),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    fc.array(fc.tuple(fc.constantFrom('client', 'server'), fc.constantFrom('fin', 'rst')), {
      maxLength: 2,
    }),
  )
  .map(([turns, edits, endings]) => {
    const texts = turns
      .map(([side, what]) => [side, String(what)] as const)
      .map((turn) => [...turn]);
    for (const { turn, at, drop, put } of edits) {
      const edited = texts[turn % texts.length];
      const text = edited?.[1] ?? '';
      const place = at % (text.length + 1);
      if (edited !== undefined) edited[1] = text.slice(0, place) + put + text.slice(place + drop);
    }
    return [
      ...texts.map(([side, text]): Turn => [side === 'client' ? 'client' : 'server', text ?? '']),
      ...endings.map(([side, end]): Turn => [side, { end }]),
    ];
  });
