import { startServer } from 'apilab/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answersApi } from './answers-api.ts';
import type { Generate } from './model.ts';

/** A model that makes tokens without end, as fast as they are taken, and says how many. */
function endlessModel() {
  const model = { made: 0, stopped: 0 };
  const generate: Generate = async function* (_, signal) {
    try {
      while (!signal.aborted) {
        await new Promise((resolve) => setImmediate(resolve));
        model.made++;
        yield { text: 'more'.repeat(1000) };
      }
    } finally {
      model.stopped++;
    }
  };
  return { model, generate };
}

const short: Generate = async function* () {
  yield { text: 'Yes\n\ndata: [DONE]' };
  yield { usage: { asked: 1, made: 1 } };
};

const JSON_FIELDS = { 'content-type': 'application/json' };

const ask = (content: string, method = 'POST', headers: Record<string, string> = JSON_FIELDS) =>
  answersApi({ generate: short }).fetch(
    new Request('http://api.test/answers', {
      ...{ method, headers },
      ...(method === 'POST' && { body: content }),
    }),
  );

describe('POST /answers', () => {
  test('sends text whose lines look like the format without harm', async () => {
    const response = await ask('{"prompt":"?"}');
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(await response.text()).toBe(
      'data: {"text":"Yes\\n\\ndata: [DONE]"}\n\ndata: {"usage":{"asked":1,"made":1}}\n\ndata: [DONE]\n\n',
    );
  });

  test.each([
    ['', 400],
    ['{', 400],
    ['[]', 422],
    ['null', 422],
    ['{"prompt":7}', 422],
    ['{"prompt":""}', 422],
    [`{"prompt":"${'x'.repeat(4001)}"}`, 422],
    [`{"prompt":"${'x'.repeat(70_000)}"}`, 413],
  ])('refuses %.20s with %i', async (content, status) => {
    expect((await ask(content)).status).toBe(status);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', ''])(
    'takes no %s, which a page of another site may send unasked',
    async (type) => {
      expect((await ask('{"prompt":"?"}', 'POST', { 'content-type': type })).status).toBe(415);
    },
  );

  test('says of another method that only POST is possible', async () => {
    const { status, headers } = await ask('', 'GET');
    expect([status, headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('the API on a real server', () => {
  test('makes no more than a slow reader takes, and stops when it is gone', async () => {
    const { model, generate } = endlessModel();
    const { port, close } = await startServer(answersApi({ generate }));
    const leaving = new AbortController();
    await fetch(`http://127.0.0.1:${port}/answers`, {
      method: 'POST',
      headers: JSON_FIELDS,
      body: '{"prompt":"go on"}',
      signal: leaving.signal,
    });
    const isStill = async () => {
      const before = model.made;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return before > 0 && model.made === before;
    };
    await expect.poll(isStill, { timeout: 10_000 }).toBe(true);
    leaving.abort();
    await expect.poll(() => model.stopped).toBe(1);
    await close();
  });

  test('answers whatever is sent without an error of its own', async () => {
    const { port, close } = await startServer(answersApi({ generate: short }));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('POST', 'GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND'),
        fc.constantFrom('/answers', '/answers/', '/', '/%ff'),
        fc.oneof(fc.json(), fc.string(), fc.constant('{"prompt":"\\ud800"}')),
        async (method, path, body) => {
          const response = await fetch(`http://127.0.0.1:${port}${path}`, {
            ...{ method, headers: JSON_FIELDS },
            ...(!['GET', 'HEAD'].includes(method) && { body }),
          });
          await response.text();
          expect(response.status).toBeLessThan(500);
        },
      ),
      { numRuns: 60 },
    );
    await close();
  });
});
