import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import type { Deliver } from './answer-stream.ts';
import { answersApi } from './answers-api.ts';
import { playedModel } from './played-model.ts';

const TOKEN_MS = 300;

/** A model that is played, and an API before it. */
export function answers({ clock }: LiveLab, deliver?: Deliver): ServerRecipe {
  const { generate } = playedModel({ clock, tokenMs: TOKEN_MS });
  return answersApi({ generate, ...(deliver && { deliver }) });
}

const POST = `-H 'Content-Type: application/json' -d`;

/** A language model that is played, to be asked and left. */
export default defineServer({
  title: "A language model's answer as an event stream",
  about:
    'A token each 300 ms, then what it cost, then the end. A prompt with "fail" makes it fail.',
  standard: ['html §9.2.5', 'html §9.2.6'],

  start: (lab) => answers(lab),

  tryIt: ({ url }) => [
    { about: 'an answer', command: `curl -N ${url}/answers ${POST} '{"prompt":"What is SSE?"}'` },
    {
      about: 'leave after a second',
      command: `curl -N --max-time 1 ${url}/answers ${POST} '{"prompt":"What is SSE?"}'`,
    },
    {
      about: 'an answer that fails in the middle',
      command: `curl -N ${url}/answers ${POST} '{"prompt":"Please fail"}'`,
    },
    { about: 'no prompt', command: `curl -i ${url}/answers ${POST} '{}'` },
  ],

  page: {
    actions: [
      {
        label: 'Ask',
        script: `
          window.asking?.abort();
          const asking = window.asking = new AbortController();
          const response = await fetch('/answers', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ prompt: 'What is SSE?' }),
            signal: asking.signal,
          });
          const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
          try {
            for (let next = await reader.read(); !next.done; next = await reader.read()) log(next.value.trim());
          } catch (error) {
            log(error.name === 'AbortError' ? 'left: the server stops the model' : 'cut');
          }`,
      },
      { label: 'Leave', script: 'window.asking?.abort();' },
    ],
  },
});
