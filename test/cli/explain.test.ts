import { describe, expect, it } from 'vitest';
import { apilab } from './apilab.ts';

describe('apilab explain', () => {
  it('says what a word means, where it is standardised and which scenario shows it', async () => {
    const { code, stdout, stderr } = await apilab(['explain', 'last-event-id']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Last-Event-ID {2}field\n/);
    expect(stdout).toContain('HTML Standard §9.2.4');
    expect(stdout).toContain('apilab run sse-replay');
  });

  it.each([
    ['409', 'Conflict', 'RFC 9110 §15.5.10'],
    ['1006', 'Abnormal Closure', 'RFC 6455 §7.4.1'],
    ['RST_STREAM', 'HTTP/2 frame', 'RFC 9113 §6.4'],
    ['GOAWAY', 'HTTP/2 frame', 'RFC 9113 §6.8'],
    ['deadline exceeded', 'gRPC status code', 'gRPC statuscodes.md'],
    ['grpc-timeout', 'how long the caller still waits', 'gRPC PROTOCOL-HTTP2.md'],
    ['SETTINGS_MAX_FRAME_SIZE', 'HTTP/2 setting', 'RFC 9113 §6.5.2'],
    ['no-store', 'Cache-Control', 'RFC 9111 §5.2'],
    ['ETag', 'field', 'RFC 9110 §8.8.3'],
    ['jitter', 'idea', 'no standard; common practice'],
  ])('knows %s', async (word, meaning, source) => {
    const { stdout } = await apilab(['explain', word]);
    expect(stdout).toContain(meaning);
    expect(stdout).toContain(source);
  });

  it('shows every meaning of a word, the one spelt just so first', async () => {
    const { stdout } = await apilab(['explain', 'internal_error', '--json']);
    const kinds = JSON.parse(stdout).map(({ kind }: { readonly kind: string }) => kind);
    expect(kinds).toEqual(['tls-alert', 'close-code', 'http2-error']);
  });

  it('gives the fact and the ids of its scenarios as JSON', async () => {
    const { stdout } = await apilab(['explain', 'Idempotency-Key', '--json']);
    expect(JSON.parse(stdout)[0]).toMatchObject({
      kind: 'field',
      name: 'Idempotency-Key',
      standing: 'draft',
      scenarios: expect.arrayContaining(['idem-replay']),
    });
  });

  it('does not name scenarios in which a word is an everyday one', async () => {
    const { stdout } = await apilab(['explain', 'date', '--json']);
    expect(JSON.parse(stdout)).toMatchObject([{ kind: 'field', name: 'Date', scenarios: [] }]);
  });

  it.each([
    ['CORS', 'Fetch Standard §3.3'],
    ['backpressure', 'Still to be told'],
    ['circuit breaker', 'no standard; common practice'],
    ['webhook', 'apilab run hook-verify'],
    ['sse', 'Server-Sent Events  group of patterns'],
    ['websocket', 'apilab learn ws'],
  ])('knows the patterns and groups that people ask for: %s', async (word, told) => {
    const { code, stdout } = await apilab(['explain', ...word.split(' ')]);
    expect(code).toBe(0);
    expect(stdout).toContain(told);
  });

  it('offers no nonsense for what it does not know', async () => {
    const { code, stderr } = await apilab(['explain', 'blockchain']);
    expect(code).toBe(2);
    expect(stderr).not.toContain('did you mean');
  });

  it.each([
    ['etagg', 'etag'],
    ['DEADLINE_EXCEDED', 'DEADLINE_EXCEEDED'],
    ['goway', 'goaway'],
  ])('suggests for %s, exit 2', async (typed, meant) => {
    const { code, stdout, stderr } = await apilab(['explain', typed]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(`apilab: nothing is known of '${typed}'; did you mean '${meant}'?\n`);
  });
});
