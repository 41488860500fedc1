import { describe, expect, test } from 'vitest';
import { replayAfter, roomLog } from './room-log.ts';

/** A log that keeps three messages, after so many were said. */
function logOf(said: number) {
  const log = roomLog(3);
  for (let n = 1; n <= said; n++) log.add({ room: 'lobby', by: 'ada', said: `${n}` });
  return log;
}

const missed = (said: number, after: number) => {
  const messages = replayAfter(after, logOf(said));
  return messages === 'lost' ? 'lost' : messages.map(({ seq }) => seq);
};

describe('replayAfter', () => {
  test.each([
    [0, 0, []],
    [2, 0, [1, 2]],
    [2, 1, [2]],
    [2, 2, []],
    [5, 4, [5]],
    [5, 2, [3, 4, 5]],
  ])('of %i messages gives what came after %i', (said, after, seqs) => {
    expect(missed(said, after)).toEqual(seqs);
  });

  test.each([
    [5, 1, 'the log has let the next one go'],
    [5, 6, 'there never was that number'],
    [0, 1, 'there never was that number'],
  ])('of %i messages is lost after %i: %s', (said, after) => {
    expect(missed(said, after)).toBe('lost');
  });
});
