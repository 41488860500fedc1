import type { Lesson, Play, Predict, Prose, Turn } from '../../src/content/lesson.ts';

/** Paragraphs of plain text. */
export function prose(...texts: readonly string[]): Prose {
  return { kind: 'prose', paragraphs: texts.map((text) => ({ kind: 'text', spans: [{ text }] })) };
}

export const gapQuestion: Predict = {
  kind: 'predict',
  question: 'The connection breaks after price 3. Which prices does the reader hold in the end?',
  key: { text: 'All but those sent while it was away' },
  distractors: [
    {
      text: 'All of them, since TCP delivers everything',
      misconception: 'tcp-resumes',
      rebuttal: 'TCP knows nothing of the next connection: what was not sent on it is gone.',
    },
    {
      text: 'None, since a broken stream is void',
      misconception: 'streams-are-atomic',
      rebuttal: 'Each event counts as soon as its blank line was read.',
    },
  ],
  hint: 'Look at what the second request says of the first.',
  evidence: [{ run: 'sse-replay', variant: 'forget' }],
};

export const forgetful: Play = {
  kind: 'play',
  run: 'sse-replay',
  variant: 'forget',
  steps: { from: 'receive', to: 'catch-up' },
};

export const resuming: Play = {
  kind: 'play',
  run: 'sse-replay',
  variant: 'resume',
  steps: { from: 'edges', to: 'edges' },
};

export const askForMissed: Turn = {
  kind: 'turn',
  task: 'Make the server replay what came after price 1.',
  serve: 'sse',
  commands: ['curl -N {url}/prices'],
  hint: 'Say with a header which price you saw last.',
  done: [{ from: 'client', has: ['last-event-id: 1'] }, { has: ['id: 2'] }],
  nearly: [
    {
      signs: [{ from: 'client', has: ['\nlast-event-id: 0\n'] }],
      hint: 'you asked for everything.',
      commands: ["curl -sN --max-time 2 -H 'Last-Event-ID: 0' {url}/prices"],
    },
  ],
  solution: ["curl -sN --max-time 2 -H 'Last-Event-ID: 1' {url}/prices"],
  learned: 'The server goes on after the id that you name.',
};

/** A lesson with a block of every kind. */
export const shortLesson: Lesson = {
  group: 'sse',
  formerSections: {},
  title: 'Losing the connection, not the prices',
  sections: [
    {
      id: 'the-problem',
      title: 'The problem',
      blocks: [prose('A stream of prices lasts for hours, and connections do not.')],
    },
    {
      id: 'without-an-id-a-gap',
      title: 'Without an id, a gap',
      blocks: [
        prose('The reader loses its connection and comes back.'),
        gapQuestion,
        forgetful,
        prose('The server began anew, as if nobody had been there.'),
      ],
    },
    {
      id: 'with-an-id-none',
      title: 'With an id, none',
      blocks: [prose('Now the server looks at the id.'), resuming],
    },
    { id: 'your-turn', title: 'Your turn', blocks: [askForMissed] },
    {
      id: 'trade-offs',
      title: 'Trade-offs',
      blocks: [prose('The server keeps a log, and a log ends somewhere.')],
    },
  ],
};
