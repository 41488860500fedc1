import { type CrossedWire, fieldOf } from 'apilab';
import { listed } from 'apilab/parts/checks/words';
import { parseJson } from 'apilab/parts/http/json';

/** What the token endpoint said: `400 · invalid_grant`, `200 · a token`. */
export function tokenAnswers(step: CrossedWire): string {
  const answers = step.exchanges.filter(
    ({ request }) => request.server === 'login' && request.target === '/token',
  );
  const said = answers.map(({ response }) => {
    const { error, access_token: token } = Object(parseJson(response?.content.text ?? ''));
    return listed(`${response?.status}`, token === undefined ? String(error) : 'a token');
  });
  return said.join(', ') || 'not asked';
}

/** Whose orders somebody got to see: `the orders of ada`, `no orders`. */
export function ordersSeen(text: string): string {
  const { user } = Object(parseJson(text));
  return typeof user === 'string' ? `the orders of ${user}` : 'no orders';
}

/** Where the authorization server sent the browser, and with what that is worth something: `code`. */
export function sentTo(step: CrossedWire, host: string): string {
  const places = step.answers.flatMap((answer) => {
    const location = answer.server === 'login' ? fieldOf(answer, 'location') : undefined;
    return location === undefined ? [] : [new URL(location)];
  });
  const carried = places
    .filter((url) => url.host === host)
    .flatMap(({ searchParams }) =>
      [...searchParams.keys()].filter((name) => /code|token$/.test(name)),
    );
  return carried.join(', ') || 'nothing';
}
