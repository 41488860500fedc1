import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { moment } from '../../src/cli/typed/moment.ts';
import { apilab } from './apilab.ts';

/** What a printed command says of the request. */
function read(command: string) {
  const headers = [...command.matchAll(/-H '([\w-]+): ([^']*)'/g)];
  const [, body = ''] = /--data-raw '(.*)'\n$/s.exec(command) ?? [];
  return { headers: Object.fromEntries(headers.map(([, name, value]) => [name, value])), body };
}

describe('apilab sign', () => {
  it('prints what others take for signed, and dates it as told', async () => {
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const now = ['--secret', secret, '--id', 'msg_7', '--body', '{"it is": "mine"}'];
    const { stdout, stderr, code } = await apilab(['sign', 'webhooks', ...now]);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toMatch(/^curl -i http:\/\/127\.0\.0\.1:8000\/hooks \\\n/);
    const { headers, body } = read(stdout);
    expect(headers).toMatchObject({ 'webhook-id': 'msg_7', 'content-type': 'application/json' });
    expect(new Webhook(secret).verify(body, headers)).toEqual({ 'it is': 'mine' });

    const old = await apilab(['sign', 'webhooks', ...now, '--at', '2026-01-31T09:00:00Z']);
    expect(read(old.stdout).headers).toMatchObject({ 'webhook-timestamp': '1769850000' });
    expect(() => new Webhook(secret).verify(body, read(old.stdout).headers)).toThrow(/too old/);
  });

  it.each([
    [['idem'], 'idem-replay takes no signed requests; these do: hook-duplicates'],
    [['hook', '--secret', 'whsec_short'], 'this cannot be signed: a secret is 24 to 64 bytes'],
    [['hook', '--id', 'a.b'], 'this cannot be signed: an id is one word without a dot'],
    [['hook', '--at', 'noon'], '--at is a time such as 2026-01-31T09:00:00Z'],
    [['hook', '--url', 'ftp://x'], '--url is an address such as http://127.0.0.1:8000'],
  ])('says in one line why not: %j', async (words, why) => {
    const { stdout, stderr, code } = await apilab(['sign', ...words]);
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
    expect(stderr).toContain(`apilab: ${why}`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('a moment', () => {
  const now = new Date('2026-01-31T09:00:00Z');
  it.each([
    ['-1h', '2026-01-31T08:00:00.000Z'],
    ['+90s', '2026-01-31T09:01:30.000Z'],
    ['0', '1970-01-01T00:00:00.000Z'],
    ['2026-01-01T00:00:00+01:00', '2025-12-31T23:00:00.000Z'],
  ])('%s', (typed, meant) => {
    expect(moment(typed)(now).toISOString()).toBe(meant);
  });

  it.each(['', '1h', '2026-02', '2026-13-01T00:00:00Z', '999999999999999', '+999999999d'])(
    'is not %j',
    (typed) => expect(() => moment(typed)).toThrow('It is a time such as'),
  );
});
