import type { FetchHandler } from 'apilab';
import type { Network } from './post.ts';

/** What names mean, the first time and after that. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'shop.example': ['203.0.113.10'],
  'moved.example': ['203.0.113.20'],
  'inside.example': ['169.254.169.254'],
  'rebind.example': ['203.0.113.20', '169.254.169.254'],
};

/** Names as `NAMES` says, each asked for one answer more. */
export function namesOf(): Network['resolve'] {
  const asked = new Map<string, number>();
  return async (name) => {
    const answers = Object.hasOwn(NAMES, name) ? (NAMES[name] ?? []) : [];
    const times = asked.get(name) ?? 0;
    asked.set(name, times + 1);
    const address = answers[times] ?? answers.at(-1);
    return address === undefined ? [] : [address];
  };
}

/** A server of a stranger: it takes what comes, and leads from one address inside. */
export const stranger: FetchHandler = {
  fetch: (request) =>
    new URL(request.url).pathname === '/moved'
      ? new Response(null, { status: 307, headers: { location: 'http://169.254.169.254/latest/' } })
      : new Response(null, { status: 204 }),
};

/** What a machine of a cloud can ask about itself, and nobody else may. */
export const metadata: FetchHandler = {
  fetch: () => Response.json({ role: 'sender', token: 'not for strangers' }),
};
