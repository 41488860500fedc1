import { LiveClock } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import { serverErrors } from '#test/hostile';
import { instance } from './instance.ts';

const limit = { requests: 1_000_000, windowMs: 1000 };

/** An instance whose store says the same each time. */
const opened = (call: () => Promise<unknown>, policy: 'open' | 'closed') =>
  instance({
    clock: new LiveClock(),
    store: { call },
    limit,
    whoHas: (token) => token,
    newId: () => 'id',
    policy,
  });

describe('an instance', () => {
  it('takes whatever is sent for what it is', async () => {
    const options = {
      paths: ['/prices/ABC', '/prices/%ff', '/'],
      fields: ['authorization'],
      given: { authorization: 'Bearer x' },
    };
    expect(
      await serverErrors(
        opened(async () => 0, 'open'),
        options,
      ),
    ).toEqual([]);
    const failing = opened(() => Promise.reject(new Error('gone')), 'open');
    expect(await serverErrors(failing, options)).toEqual([]);
  });

  it('shows the script to a store that has lost it', async () => {
    const said: string[] = [];
    const api = instance({
      clock: new LiveClock(),
      store: {
        async call(command) {
          said.push(command);
          if (command === 'EVALSHA') throw new Error('NOSCRIPT No matching script.');
          return 0;
        },
      },
      limit,
      whoHas: () => 'ada',
      newId: () => 'id',
      policy: 'closed',
    });
    const headers = { authorization: 'Bearer x' };
    const answer = await api.fetch(new Request('http://shop.test/prices/ABC', { headers }));
    expect([answer.status, ...said]).toEqual([200, 'EVALSHA', 'EVAL']);
  });
});
