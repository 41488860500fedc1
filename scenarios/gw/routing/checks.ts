import {
  type Crossed,
  type Exchange,
  fieldOf,
  type HttpRequest,
  type HttpResponse,
  type Seen,
  type Wire,
} from 'apilab';
import { listed } from 'apilab/parts/checks/words';
import { digestOf } from './order-v1.ts';

/** What services were asked for: `users: /users/me`; of what went nowhere `nobody: /api/stock`. */
export function routed({ exchanges }: Crossed<unknown>): string {
  const behind = exchanges.filter(({ request }) => !isGateway(request.server));
  const refused = exchanges.filter(
    ({ request, response }) => isGateway(request.server) && response?.status === 404,
  );
  const nowhere = refused.filter(
    ({ request }) =>
      !behind.some((each) => each.request.at === request.at && asksAlike(each, request)),
  );
  return listed(
    ...behind.map(({ request }) => `${request.server}: ${request.target}`),
    ...nowhere.map(({ request }) => `nobody: ${request.target}`),
  );
}

const isGateway = (server: string) => server.startsWith('gw');

const asksAlike = ({ request }: Exchange, { target }: HttpRequest) =>
  target.endsWith(request.target);

/** Fields of a connection that a service was sent: `upgrade`, or `none`. */
export function hopFields(request: Seen<HttpRequest> | undefined): string {
  if (request === undefined) return 'no request';
  const names = ['upgrade', 'http2-settings', 'te', 'keep-alive'];
  const sent = names.filter((name) => fieldOf(request, name) !== undefined);
  const options = fieldOf(request, 'connection') ?? '';
  const named = /upgrade/i.test(options) ? ['connection'] : [];
  return listed(...named, ...sent) || 'none';
}

/** Who says in Via that they passed a request on. */
export const via = (request: Seen<HttpRequest> | undefined): string =>
  (request && fieldOf(request, 'via')) ?? 'nobody';

/** Where the answer says that what was created is. */
export const locationOf = (answer: Seen<HttpResponse> | undefined): string =>
  (answer && fieldOf(answer, 'location')) ?? 'nowhere';

/** What became of the content of a request on its way: `the same bytes · its digest beside it`. */
export function contentOnItsWay([sent, got]: readonly Seen<HttpRequest>[]): string {
  const [before, after] = [sent?.content.text ?? '', got?.content.text ?? ''];
  const said = got && fieldOf(got, 'content-digest') === digestOf(before);
  const digest = said ? 'its digest beside it' : 'no digest beside it';
  return listed(before === after ? 'the same bytes' : `became ${after}`, digest);
}

/** Who the service was told is asking. */
export const toldWho = (step: Crossed<unknown>): string =>
  step.requests
    .filter(({ server }) => !isGateway(server))
    .map((request) => fieldOf(request, 'x-user-id') ?? 'nobody')
    .join(' · ');

/** How much later than it was sent each event came out in front: `0 ms · 0 ms · 0 ms later`. */
export function lateness(wire: Wire): string {
  const [behind, front] = [wire.events('prices'), wire.events('gw')];
  const late = behind.map(({ at }, n) => `${(front[n]?.at ?? Number.NaN) - at} ms`);
  return late.length === 0 ? 'none came' : `${late.join(' · ')} later`;
}

/** That this many events came out as soon as they were sent. */
export const atOnce = (events: number): string => `${Array(events).fill('0 ms').join(' · ')} later`;

/** What the tag of one form is good for: `its own form: 304 · the other: 200`. */
export function tagGoodFor(answers: readonly HttpResponse[]): string {
  const [, again, other] = answers;
  return listed(`its own form: ${again?.status}`, `the other: ${other?.status}`);
}

/** Whether Content-Digest is of the content that it came with. */
export function digestOfContent(answer: HttpResponse | undefined): string {
  const digest = answer && fieldOf(answer, 'content-digest');
  if (answer === undefined || digest === undefined) return 'there is none';
  return digest === digestOf(answer.content.text ?? '') ? 'of this content' : 'of other content';
}

/** The answers of the gateways in a step. */
export const inFront = ({ answers }: Crossed<unknown>): readonly Seen<HttpResponse>[] =>
  answers.filter(({ server }) => isGateway(server));

/** How many got through to each service, by each gateway: for a chart. */
export const passedBy = ({ requests }: Crossed<unknown>) =>
  ['gw', 'gw-2'].flatMap((gateway) =>
    ['users', 'orders'].map((service) => ({
      label: `${gateway} → ${service}`,
      value: requests.filter(({ client, server }) => client === gateway && server === service)
        .length,
    })),
  );

/** How many were let through and how many not: `6 let through · 4 refused`. */
export function admitted(step: Crossed<unknown>): string {
  const statuses = inFront(step).map(({ status }) => status);
  const refused = statuses.filter((status) => status === 429).length;
  return listed(`${statuses.length - refused} let through`, `${refused} refused`);
}
