import fc from 'fast-check';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { keyOf, standardSignature } from '../../scenarios/hook/parts/signature.ts';
import { deliveryFields } from '../../scenarios/hook/parts/webhook-sender.ts';

const secret = fc.uint8Array({ minLength: 24, maxLength: 64 }).map((key) => {
  return `whsec_${Buffer.from(key).toString('base64')}`;
});
const id = fc.stringMatching(/^msg_[A-Za-z0-9]{1,40}$/);
const body = fc.json();

/** The package takes the machine's time and no other. */
const now = () => new Date();
const seconds = (date: Date) => Math.floor(date.getTime() / 1000);

function ours(webhookId: string, text: string, secrets: readonly string[]) {
  const content = {
    id: webhookId,
    timestamp: seconds(now()),
    body: new TextEncoder().encode(text),
  };
  return deliveryFields(content, standardSignature.sign(content, secrets.map(keyOf)));
}

function theirs(webhookId: string, text: string, key: string, at = now()) {
  return {
    'webhook-id': webhookId,
    'webhook-timestamp': String(seconds(at)),
    'webhook-signature': new Webhook(key).sign(webhookId, at, text),
  };
}

const judge = (fields: Record<string, string>, text: string, key: string) =>
  standardSignature.refusal(
    { headers: new Headers(fields), body: new TextEncoder().encode(text) },
    [keyOf(key)],
    now(),
  );

describe('standardwebhooks', () => {
  it('takes what we sign', () => {
    fc.assert(
      fc.property(secret, id, body, (key, webhookId, text) => {
        const verified = new Webhook(key).verify(text, ours(webhookId, text, [key]));
        expect(verified).toEqual(JSON.parse(text));
      }),
    );
  });

  it('takes what we sign while a secret is replaced, with the old or the new one', () => {
    fc.assert(
      fc.property(secret, secret, id, body, (old, fresh, webhookId, text) => {
        const fields = ours(webhookId, text, [fresh, old]);
        for (const key of [old, fresh]) new Webhook(key).verify(text, fields);
      }),
    );
  });

  it('signs what we take', () => {
    fc.assert(
      fc.property(secret, id, body, (key, webhookId, text) => {
        expect(judge(theirs(webhookId, text, key), text, key)).toBeUndefined();
      }),
    );
  });

  it('and we refuse the same: another body, id, secret or time', () => {
    const key = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const other = 'whsec_YXBpbGFiLCBhIGxhYm9yYXRvcnkgZm9yIEFQSXMuLi4=';
    const good = theirs('msg_1', '{}', key);
    const minutesFrom = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    const bad: [Record<string, string>, string, string][] = [
      [good, '{ }', key],
      [{ ...good, 'webhook-id': 'msg_2' }, '{}', key],
      [good, '{}', other],
      [theirs('msg_1', '{}', key, minutesFrom(-6)), '{}', key],
      [theirs('msg_1', '{}', key, minutesFrom(6)), '{}', key],
    ];
    for (const [fields, text, secretOfReceiver] of bad) {
      const verify = () => new Webhook(secretOfReceiver).verify(text, fields);
      expect(verify).toThrow(WebhookVerificationError);
      expect(judge(fields, text, secretOfReceiver)).toBeDefined();
    }
  });
});
