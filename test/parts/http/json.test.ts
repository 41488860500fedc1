import { JSON_LIMIT_BYTES, parseJson, readJson } from 'apilab/parts/http/json';
import { startServer } from 'apilab/testing';
import { describe, expect, it } from 'vitest';

const post = (
  body: NonNullable<RequestInit['body']> | null,
  headers: Record<string, string> = {},
) =>
  new Request('http://api/orders', {
    method: 'POST',
    body,
    headers,
    ...(body instanceof ReadableStream && { duplex: 'half' as const }),
  });

/** Sends `byteLength` bytes piece by piece, without a Content-Length; `pulled` counts the pieces. */
function pieces(byteLength: number) {
  const sent = { pieces: 0 };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (sent.pieces * 1024 >= byteLength) return controller.close();
        sent.pieces++;
        controller.enqueue(new TextEncoder().encode(' '.repeat(1024)));
      },
    },
    { highWaterMark: 0 },
  );
  return { sent, body };
}

describe('readJson', () => {
  it('gives the value and the text as it came', async () => {
    expect(await readJson(post('{"productId": 1 }'))).toEqual({
      state: 'read',
      value: { productId: 1 },
      text: '{"productId": 1 }',
    });
  });

  it('tells JSON null from no JSON', async () => {
    expect(await readJson(post('null'))).toMatchObject({ state: 'read', value: null });
    expect(await readJson(post(''))).toEqual({ state: 'not-json' });
    expect(await readJson(post(null))).toEqual({ state: 'not-json' });
    expect(await readJson(post('{"productId":'))).toEqual({ state: 'not-json' });
  });

  it('takes UTF-8 only, with or without a byte order mark', async () => {
    const latin1 = Uint8Array.from([0x22, 0xe9, 0x22]);
    expect(await readJson(post(latin1))).toEqual({ state: 'not-json' });
    const marked = Uint8Array.from([0xef, 0xbb, 0xbf, 0x31]);
    expect(await readJson(post(marked))).toEqual({
      state: 'read',
      value: 1,
      text: '\ufeff1',
    });
  });

  it('takes as many bytes as the limit, and not one more', async () => {
    expect(await readJson(post('"12"'), { limitBytes: 4 })).toMatchObject({ state: 'read' });
    expect(await readJson(post('"é12"'), { limitBytes: 5 })).toEqual({
      state: 'too-large',
      limitBytes: 5,
    });
  });

  it('refuses an announced length without reading, and stops reading at the limit', async () => {
    const announced = pieces(1024);
    const request = post(announced.body, { 'content-length': `${JSON_LIMIT_BYTES + 1}` });
    expect(await readJson(request)).toMatchObject({ state: 'too-large' });
    expect(announced.sent.pieces).toBe(0);

    const endless = pieces(Number.POSITIVE_INFINITY);
    expect(await readJson(post(endless.body))).toMatchObject({ state: 'too-large' });
    expect(endless.sent.pieces).toBe(JSON_LIMIT_BYTES / 1024 + 1);
  });

  it('takes content that breaks off for no JSON', async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.error(new Error('the client went away')),
    });
    expect(await readJson(post(body))).toEqual({ state: 'not-json' });
  });

  it('leaves a server able to answer when the content is too long', async () => {
    const server = await startServer({
      fetch: async (request) => new Response((await readJson(request)).state, { status: 413 }),
    });
    const answer = await fetch(`http://127.0.0.1:${server.port}/`, {
      method: 'POST',
      body: pieces(2 * JSON_LIMIT_BYTES).body,
      duplex: 'half',
    } as RequestInit);
    expect([answer.status, await answer.text()]).toEqual([413, 'too-large']);
    await server.close();
  });
});

it('parses a text, or gives undefined', () => {
  expect(parseJson('[1, 2]')).toEqual([1, 2]);
  expect(parseJson('[1, 2')).toBeUndefined();
  expect(parseJson('undefined')).toBeUndefined();
});
