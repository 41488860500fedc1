import { readJson } from 'apilab/parts/http/json';
import { problem } from 'apilab/parts/http/problem';
import { Hono } from 'hono';
import { asItComes, type Deliver } from './answer-stream.ts';
import type { Generate } from './model.ts';

const LONGEST_PROMPT = 4000;

export interface AnswersOptions {
  readonly generate: Generate;
  readonly deliver?: Deliver;
}

/** Answers prompts with a stream of events: `POST /answers`. */
export function answersApi({ generate, deliver = asItComes }: AnswersOptions) {
  const app = new Hono();

  app.post('/answers', async (c) => {
    // A page of another site can post a text without asking first, and each answer costs.
    if (!/^application\/json *(;|$)/i.test(c.req.header('content-type') ?? '')) {
      return problem({ status: 415, detail: 'Send application/json.' });
    }
    const content = await readJson(c.req.raw);
    if (content.state === 'too-large') return problem({ status: 413 });
    if (content.state === 'not-json') {
      return problem({ status: 400, detail: 'The content is not JSON.' });
    }
    const prompt = promptOf(content.value);
    if (prompt === undefined) {
      const detail = `Give a "prompt" of 1 to ${LONGEST_PROMPT} characters.`;
      return problem({ status: 422, detail });
    }
    return c.body(
      deliver((signal) => generate(prompt, signal)),
      200,
      {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store',
        // For the server below: send each piece as it comes, and do not look for the end first.
        'Transfer-Encoding': 'chunked',
      },
    );
  });
  app.all('/answers', () => problem({ status: 405 }, { Allow: 'POST' }));

  return { fetch: (request: Request) => app.fetch(request) };
}

function promptOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('prompt' in value)) return undefined;
  const { prompt } = value;
  const isPrompt = typeof prompt === 'string' && prompt !== '' && prompt.length <= LONGEST_PROMPT;
  return isPrompt ? prompt : undefined;
}
