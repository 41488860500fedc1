import { expect, test } from 'vitest';
import { type Judge, readAnswer } from './answer-reader.ts';

const read = (
  text: string,
  options: { leaveAfter?: number; judge?: Judge; status?: number } = {},
) =>
  readAnswer({
    url: 'http://api.test/answers',
    prompt: '?',
    fetch: async () => new Response(text, { status: options.status ?? 200 }),
    ...options,
  });

const PIECES = 'data: {"text":"a"}\n\ndata: {"text":" b"}\n\n';

test.each([
  ['the end marker', `${PIECES}data: [DONE]\n\n`, 'done'],
  ['an error', `${PIECES}event: error\ndata: {}\n\n`, 'failed'],
  ['nothing', PIECES, 'cut'],
  ['a marker that was torn', `${PIECES}data: [DONE]`, 'cut'],
])('tells how a stream with %s ended', async (_, text, ending) => {
  expect(await read(text)).toEqual({ text: 'a b', pieces: 2, ending });
});

test('takes no text from what is none', async () => {
  const { text } = await read(
    'data: {\n\ndata: 7\n\ndata: {"text":7}\n\n: note\n\ndata: [DONE]\n\n',
  );
  expect(text).toBe('');
});

test('says who left', async () => {
  expect(await read(PIECES, { leaveAfter: 1 })).toMatchObject({ ending: 'left' });
});

test('throws if it is refused', async () => {
  await expect(read('', { status: 422 })).rejects.toThrow('422');
});
