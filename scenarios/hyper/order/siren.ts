/** The media type of Siren: entities with links and actions in JSON. */
export const SIREN = 'application/vnd.siren+json';

export interface Link {
  /** Registered relations such as `self`, or URIs of one's own (RFC 8288 §2.1). */
  readonly rel: readonly string[];
  readonly href: string;
}

/** Something that can be done now: with it a client can make the request without knowing more. */
export interface Action {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly href: string;
  /** How the fields are written; only if there are fields. */
  readonly type?: string;
  readonly fields?: readonly { readonly name: string; readonly type: string }[];
}

export interface Entity {
  readonly class: readonly string[];
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly actions?: readonly Action[];
  readonly links: readonly Link[];
}

export const sirenAnswer = (entity: Entity, init: ResponseInit = {}): Response =>
  new Response(JSON.stringify(entity), {
    ...init,
    headers: { 'Content-Type': SIREN, 'Cache-Control': 'no-cache', ...init.headers },
  });
