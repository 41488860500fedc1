import type { Fact } from '../fact.ts';

/** The fields of an event stream, and its comments. */
export const sseFields: readonly Fact[] = [
  {
    kind: 'sse-field',
    name: 'data',
    title: 'data',
    brief: 'what the event says; several lines make one text',
    text: 'Each data line adds its value and a line feed to the event; the last line feed is taken off when the event is dispatched. A block without any data line dispatches nothing.',
    source: 'html §9.2.6',
    standing: 'standard',
  },
  {
    kind: 'sse-field',
    name: 'event',
    title: 'event',
    brief: 'which listeners get the event',
    text: 'Names the type of the event; without it the type is message.',
    source: 'html §9.2.6',
    standing: 'standard',
  },
  {
    kind: 'sse-field',
    name: 'id',
    title: 'id',
    brief: 'what the client sends back to resume here',
    text: 'Sets the last event ID, which the client sends as Last-Event-ID when it reconnects. An empty value clears it; a value with a NULL character is ignored.',
    source: 'html §9.2.6',
    standing: 'standard',
  },
  {
    kind: 'sse-field',
    name: 'retry',
    title: 'retry',
    brief: 'how many milliseconds to wait before reconnecting',
    text: 'Sets the reconnection time in milliseconds. A value with anything but ASCII digits is ignored.',
    source: 'html §9.2.6',
    standing: 'standard',
  },
  {
    kind: 'sse-field',
    name: 'comment',
    title: 'comment',
    brief: 'a comment: clients ignore it; keeps the line alive',
    text: 'A line that begins with a colon is ignored. Sending one every 15 seconds or so protects against proxies that drop connections after a short silence.',
    source: 'html §9.2.7',
    standing: 'standard',
  },
];
