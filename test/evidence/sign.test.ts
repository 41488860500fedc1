import { describe, expect, it } from 'vitest';
import { matches, senderOf, sightings, signText } from '../../src/evidence/sign.ts';
import type { TranscriptEvent } from '../../src/lab/record/transcript.ts';
import { request, response, seen } from '../report/sse-replay.events.ts';

const lastEventId = { name: 'last-event-id', value: '10' };
const asks = seen(0, request({ fields: [lastEventId] }));
const answers = seen(1, response({ status: 409, reason: 'Conflict' }));
const between = { at: 0, connection: 1, client: 'client', server: 'prices' } as const;

describe('an event shows a sign', () => {
  it('when every text of it stands in its lines', () => {
    expect(matches(asks, { has: ['GET /prices', 'last-event-id'] })).toBe(true);
    expect(matches(asks, { has: ['GET /prices', 'range'] })).toBe(false);
  });

  it('in whatever case, since the names of fields have none', () => {
    expect(matches(asks, { has: ['Last-Event-ID: 10'] })).toBe(true);
    expect(matches(asks, { has: ['GET'], lacks: ['Last-Event-ID'] })).toBe(false);
  });

  it('when none of the texts that it lacks do', () => {
    expect(matches(asks, { has: ['GET'], lacks: ['range'] })).toBe(true);
    expect(matches(asks, { has: ['GET'], lacks: ['range', 'last-event-id'] })).toBe(false);
  });

  it('when the party sent it that is named', () => {
    expect(matches(answers, { has: ['409'], from: 'prices' })).toBe(true);
    expect(matches(answers, { has: ['409'], from: 'client' })).toBe(false);
  });

  it('on a line of its own where line breaks pin it, the first and last line included', () => {
    expect(matches(asks, { has: ['last-event-id: 1'] })).toBe(true);
    expect(matches(asks, { has: ['\nlast-event-id: 1\n'] })).toBe(false);
    expect(matches(asks, { has: ['\nlast-event-id: 10\n'] })).toBe(true);
    expect(matches(asks, { has: ['\nGET /prices HTTP/1.1\n'] })).toBe(true);
  });

  it('never by what is no traffic', () => {
    expect(matches({ type: 'note', at: 0, text: 'It answers 409.' }, { has: ['\n'] })).toBe(false);
  });
});

describe('the sender of', () => {
  const ended = { type: 'connection-ended', ...between, how: 'rst' } as const;
  const senders: readonly (readonly [string, TranscriptEvent, string | undefined])[] = [
    ['a request is the client', asks, 'client'],
    ['a response is the server', answers, 'prices'],
    [
      'a statement is who asked',
      {
        type: 'query',
        at: 0,
        client: 'api',
        database: 'db',
        sql: 'SELECT 1',
        parameters: [],
        rows: 1,
        durationUs: 0,
      },
      'api',
    ],
    [
      "a client's end is the client",
      { ...ended, direction: 'client-to-server', by: 'sender' },
      'client',
    ],
    [
      "a direction that its receiver ended is the receiver's",
      { ...ended, direction: 'client-to-server', by: 'receiver' },
      'prices',
    ],
    ['an end by the tap is the tap', { ...ended, direction: 'client-to-server', by: 'tap' }, 'tap'],
    ['time that passes is nobody', { type: 'wait', from: 0, at: 5 }, undefined],
  ];

  it.each(senders)('%s', (_, event, sender) => {
    expect(senderOf(event)).toBe(sender);
  });
});

it('sights of signs tell the first place and how often', () => {
  const events = [asks, answers, asks];
  const signs = [{ has: ['409'] }, { has: ['GET'] }, { has: ['DELETE'] }];
  expect(sightings(events, signs)).toEqual([
    { first: 1, times: 1 },
    { first: 0, times: 2 },
    { times: 0 },
  ]);
});

it('a sign is told in words', () => {
  expect(signText({ has: ['a', '\nb'], lacks: ['c'], from: 'api' })).toBe(
    '"a", "\\nb" without "c" from api',
  );
});
