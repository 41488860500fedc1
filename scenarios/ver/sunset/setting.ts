import type { Lab } from 'apilab';
import { openDatabase } from 'apilab/parts/shop/database';
import { type Announce, announceDates, type Dates, decided, type Plan } from './dates.ts';
import { type FindSuccessor, linkedSuccessor, movingClient } from './moving-client.ts';
import { peopleApi } from './people-api.ts';
import { PEOPLE_SCHEMA, peopleStore } from './people-store.ts';
import { type End, endWithGone, type LateCall, retirement } from './retirement.ts';

/** What a way of playing does in its own way. */
export interface Way {
  readonly plan: Plan;
  readonly announce: Announce;
  readonly end: End;
  readonly findSuccessor: FindSuccessor;
}

/** April, and so many months later. */
export const datesOf = (months: number): Dates => ({
  deprecatedAt: new Date(Date.UTC(2026, 3, 1)),
  sunsetAt: new Date(Date.UTC(2026, 3 + months, 1)),
});

export const asDecided = (dates: Dates): Way => ({
  plan: decided(dates),
  announce: announceDates,
  end: endWithGone,
  findSuccessor: linkedSuccessor,
});

/** A year of an API, an app that is looked after, and a report that runs as it was written. */
export async function openYear(lab: Pick<Lab, 'use' | 'serve' | 'party' | 'clock'>, way: Way) {
  const { clock } = lab;
  const db = await lab.use(openDatabase());
  db.create(PEOPLE_SCHEMA);
  const people = peopleStore(db);
  people.add({ given: 'Ada', family: 'Lovelace' });
  const calls: LateCall[] = [];
  const retire = retirement({
    clock,
    plan: way.plan,
    documentation: 'https://shop.test/docs/v1-ends',
    announce: way.announce,
    end: way.end,
    onCall: (call) => calls.push(call),
  });
  await lab.serve('api', peopleApi({ people, retire }));

  const named = (name: string): typeof globalThis.fetch => {
    const { fetch } = lab.party(name);
    return (url, init) =>
      fetch(url, { ...init, headers: { 'User-Agent': name, ...init?.headers } });
  };
  const warnings: string[] = [];
  const read = movingClient({
    fetch: named('app'),
    clock,
    warn: (text) => warnings.push(text),
    findSuccessor: way.findSuccessor,
  });
  const report = named('report');
  const post = (path: string, content: object) =>
    report(`http://api${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(content),
    });
  const shown = { app: [] as string[], report: [] as string[] };

  return {
    calls,
    warnings,
    shown,
    post,
    /** What the report is told when it signs somebody up, and what is there of it. */
    async signUp(name: string) {
      const answer = await post('/v1/users', { name });
      await answer.text();
      const stored = db.inspect('SELECT id FROM people WHERE family = ?', [
        name.split(' ')[1] ?? '',
      ]);
      return `${answer.ok ? 'ok' : `error ${answer.status}`}, ${stored.length || 'none'} stored`;
    },
    /** Both ask for Ada's name: the app reads both shapes, the report the one that it was written for. */
    async askBoth() {
      const app = await read('http://api/v1/users/1');
      const content = Object(await app.json());
      const { name = `${content.given_name} ${content.family_name}` } = content;
      shown.app.push(app.ok ? name : `error ${app.status}`);
      const old = await report('http://api/v1/users/1');
      const { name: itsName } = Object(await old.json());
      shown.report.push(old.ok ? `${itsName}` : `error ${old.status}`);
    },
    /** Waits for the fifth of a month, nine o'clock. */
    until: (month: number) => clock.sleep(Date.UTC(2026, month, 5, 9) - clock.date().getTime()),
  };
}
