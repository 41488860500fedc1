import type { Field } from '../types.ts';

/** What a content type says of a call. */
export interface CallFormat {
  /** `proto`, or what else follows the `+`. */
  readonly messages: string;
  /** True for gRPC-Web, which carries its trailers in the body (PROTOCOL-WEB.md). */
  readonly isWeb: boolean;
  /** True if the body is in Base64. */
  readonly isText: boolean;
}

const TYPE =
  /^application\/grpc(?<web>-web(?<text>-text(?:-base64)?)?)?(?:\+(?<messages>[^;\s]+))?\s*(?:;|$)/i;

/** Reads the content type; nothing if it is none of gRPC. */
export function formatOf(fields: readonly Field[]): CallFormat | undefined {
  const type = fields.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  const found = TYPE.exec(type);
  if (found === null) return undefined;
  const { web, text, messages = 'proto' } = found.groups ?? {};
  return {
    messages: messages.toLowerCase(),
    isWeb: web !== undefined,
    isText: text !== undefined,
  };
}
