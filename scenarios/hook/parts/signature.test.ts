import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BadSecret, keyOf, standardSignature } from './signature.ts';

const KEY = keyOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
const NEW_KEY = keyOf('whsec_YXBpbGFiLCBhIGxhYm9yYXRvcnkgZm9yIEFQSXMuLi4=');
const TIME = 1_767_603_600;
const now = new Date(TIME * 1000);
const bytes = (text: string) => new TextEncoder().encode(text);
const BODY = bytes('{"type":"order.paid","data":{"orderId":1}}');

/** The fields of a genuine delivery. */
function fields({ timestamp = TIME, body = BODY, keys = [KEY] } = {}) {
  const signature = standardSignature.sign({ id: 'msg_1', timestamp, body }, keys);
  return {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signature,
  };
}

const judge = (given: Record<string, string>, body = BODY, keys = [KEY]) =>
  standardSignature.refusal({ headers: new Headers(given), body }, keys, now);

describe('a delivery', () => {
  test('that is genuine and fresh is taken', () => {
    expect(judge(fields())).toBeUndefined();
  });

  test('is refused if any bit of its body, id or time is another', () => {
    const flipped = fc.tuple(fc.nat(BODY.length - 1), fc.nat(7)).map(([at, bit]) => {
      return BODY.map((byte, n) => (n === at ? byte ^ (1 << bit) : byte));
    });
    fc.assert(fc.property(flipped, (body) => judge(fields(), body) === 'forged'));
    expect(judge({ ...fields(), 'webhook-id': 'msg_0' })).toBe('forged');
    expect(judge({ ...fields(), 'webhook-timestamp': String(TIME + 1) })).toBe('forged');
  });

  test('is refused if its JSON was read and written again', () => {
    const spaced = bytes('{"type": "order.paid"}');
    const rewritten = bytes(JSON.stringify(JSON.parse('{"type": "order.paid"}')));
    expect(judge(fields({ body: spaced }), spaced)).toBeUndefined();
    expect(judge(fields({ body: spaced }), rewritten)).toBe('forged');
  });

  test.each([
    [-301, 'stale'],
    [-300, undefined],
    [300, undefined],
    [301, 'stale'],
  ])('that was signed %i s from now: %s', (offset, verdict) => {
    expect(judge(fields({ timestamp: TIME + offset }))).toBe(verdict);
  });

  test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
    'is refused without %s',
    (name) => {
      const given: Record<string, string> = fields();
      delete given[name];
      expect(judge(given)).toBeDefined();
    },
  );

  test.each([
    ['of another version', (signature: string) => signature.replace('v1,', 'v1a,')],
    ['without its version', (signature: string) => signature.slice(3)],
    ['cut short', (signature: string) => signature.slice(0, 20)],
    ['that is empty', () => ''],
  ])('is refused with a signature %s', (_, change) => {
    const given = fields();
    const signature = change(given['webhook-signature']);
    expect(judge({ ...given, 'webhook-signature': signature })).toBe('forged');
  });

  test.each(['yesterday', '1e9', '-1', '1767603600.0', '01767603600', ' '])(
    'is refused with the time %j',
    (time) => {
      expect(judge({ ...fields(), 'webhook-timestamp': time })).toBe('unsigned');
    },
  );
});

describe('while a secret is replaced', () => {
  const both = fields({ keys: [NEW_KEY, KEY] });

  test('receivers with the old or the new one take what is signed with both', () => {
    expect(both['webhook-signature'].split(' ')).toHaveLength(2);
    expect(judge(both, BODY, [KEY])).toBeUndefined();
    expect(judge(both, BODY, [NEW_KEY])).toBeUndefined();
  });

  test('afterwards the old one opens nothing', () => {
    expect(judge(fields(), BODY, [NEW_KEY])).toBe('forged');
  });
});

test('an id with a dot is taken for none: nobody could tell where it ends', () => {
  const content = { id: 'msg_1.7', timestamp: TIME, body: BODY };
  const signature = standardSignature.sign(content, [KEY]);
  expect(judge({ ...fields(), 'webhook-id': content.id, 'webhook-signature': signature })).toBe(
    'unsigned',
  );
});

test('without a key nothing is genuine', () => {
  expect(judge({ ...fields(), 'webhook-signature': 'v1,' }, BODY, [])).toBe('forged');
});

test.each([
  ['without its prefix', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
  ['that is empty', 'whsec_'],
  ['of 23 bytes', `whsec_${Buffer.alloc(23).toString('base64')}`],
  ['of 65 bytes', `whsec_${Buffer.alloc(65).toString('base64')}`],
])('a secret %s is refused before anything is signed with it', (_, secret) => {
  expect(() => keyOf(secret)).toThrow(BadSecret);
});
