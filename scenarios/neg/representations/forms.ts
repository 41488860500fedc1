import type { Dish } from './menu.ts';
import { dishesToProtobuf } from './protobuf.ts';

/** The forms in which a menu comes; the first is for whoever does not mind. */
export const TYPES = ['application/json', 'text/csv', 'application/protobuf'] as const;
export type MediaType = (typeof TYPES)[number];

/** A menu as bytes, in one of its forms. */
export type Write = (dishes: readonly Dish[]) => Uint8Array;

const utf8 = (text: string) => new TextEncoder().encode(text);

export const WRITERS: Readonly<Record<MediaType, Write>> = {
  'application/json': (dishes) => utf8(JSON.stringify({ dishes })),
  'text/csv': (dishes) => utf8(['id,name,cents', ...dishes.map(lineOf), ''].join('\r\n')),
  'application/protobuf': dishesToProtobuf,
};

/** The value of Content-Type: text needs its charset said, the other two have one way only. */
export const contentTypeOf = (type: MediaType): string =>
  type === 'text/csv' ? 'text/csv; charset=utf-8' : type;

const lineOf = ({ id, name, cents }: Dish): string => [id, quoted(name), cents].join(',');

/** In quotes if a comma, a quote or a line break is in it; quotes inside are doubled. */
const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
