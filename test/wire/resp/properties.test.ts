import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dissect, gaps, problemsOfNodes, type Turn } from '../http1/conversation.ts';

const bulk = fc
  .oneof(fc.constantFrom('GET', 'k', '', 'é'), fc.string({ unit: 'binary', maxLength: 9 }))
  .map((said) => `$${Buffer.byteLength(said)}\r\n${said}\r\n`);
const command = fc.array(bulk, { maxLength: 4 }).map((all) => `*${all.length}\r\n${all.join('')}`);
const scalar = fc.constantFrom(
  ...[
    '+OK\r\n',
    '-ERR a\r\n',
    ':1\r\n',
    '$-1\r\n',
    '_\r\n',
    '#t\r\n',
    ',1\r\n',
    '(9\r\n',
    ':x\r\n',
    '+a\n',
  ],
);
const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    bulk,
    fc
      .tuple(fc.constantFrom('*', '~', '>'), fc.array(tie('value'), { maxLength: 3 }))
      .map(([mark, items]) => `${mark}${items.length}\r\n${items.join('')}`),
    fc
      .tuple(fc.constantFrom('%', '|'), tie('value'), tie('value'))
      .map(([mark, name, said]) => `${mark}1\r\n${name}${said}`),
  ),
}));
const broken = fc.constantFrom(
  '*9\r\n',
  '$5\r\nab',
  '$2\r\nabc\r\n',
  '\r\n',
  'PING\r\n',
  '*x\r\n',
  '?',
  '\r',
);
const asks = fc
  .array(fc.oneof({ weight: 6, arbitrary: command }, broken), { maxLength: 4 })
  .map((all): Turn => ['client', Buffer.from(all.join(''))]);
const answers = fc
  .array(fc.oneof({ weight: 6, arbitrary: value }, broken), { maxLength: 4 })
  .map((all): Turn => ['server', Buffer.from(all.join(''))]);
const turns = fc
  .array(fc.oneof(asks, answers), { maxLength: 5 })
  .map((all): Turn[] => [['client', Buffer.from('*1\r\n$4\r\nPING\r\n')], ...all]);

it('reads the same however the stream is cut, without a gap', () => {
  fc.assert(
    fc.property(
      turns,
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
      (said, sizes) => {
        const whole = dissect(said);
        expect(dissect(said, sizes)).toEqual(whole);
        expect(gaps(whole, said)).toEqual([]);
        for (const message of whole) expect(message.problems).toEqual(problemsOfNodes(message));
      },
    ),
    { numRuns: 400 },
  );
});
