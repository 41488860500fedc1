import { defineServer } from './lab.ts';

/** Stands here for the server of a scenario, which takes its place in a copy. */
export default defineServer({
  title: 'An example',
  about: 'It greets.',
  start: () => ({ fetch: () => new Response('hello\n') }),
  tryIt: ({ url }) => [{ about: 'a greeting', command: `curl -i ${url}/` }],
});
