import { citedProblems } from '../cited-problems.ts';
import type { Field, Problem } from '../types.ts';

/** One extension of `Sec-WebSocket-Extensions` with its parameters (RFC 6455 §9.1). */
export interface Extension {
  /** In lower case. */
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly value: string | undefined }[];
}

/** What the two agreed on for `permessage-deflate` (RFC 7692 §7.1). */
export interface Deflate {
  /** Whether a message of that side may refer to what it sent before. */
  readonly clientKeepsContext: boolean;
  readonly serverKeepsContext: boolean;
}

/** What a handshake agreed on, from the fields of the 101 response. */
export interface Agreement {
  readonly subprotocol: string | undefined;
  readonly deflate: Deflate | undefined;
  /** True where extensions were agreed on that are not read here, which may use the other reserved bits. */
  readonly others: boolean;
}

/** Reads what the fields of a 101 response agree to. */
export function agreementOf(fields: readonly Field[]): Agreement {
  const extensions = readExtensions(fieldValue(fields, 'sec-websocket-extensions') ?? '');
  const deflate = extensions.find(({ name }) => name === 'permessage-deflate');
  const has = (parameter: string) =>
    deflate?.parameters.some(({ name }) => name === parameter) === true;
  return {
    subprotocol: fieldValue(fields, 'sec-websocket-protocol'),
    deflate:
      deflate === undefined
        ? undefined
        : {
            clientKeepsContext: !has('client_no_context_takeover'),
            serverKeepsContext: !has('server_no_context_takeover'),
          },
    others: extensions.some(({ name }) => name !== 'permessage-deflate'),
  };
}

/** The value of a field, several lines of it joined; `name` in lower case. */
export function fieldValue(fields: readonly Field[], name: string): string | undefined {
  const values = fields.filter((field) => field.name.toLowerCase() === name);
  return values.length === 0 ? undefined : values.map(({ value }) => value.trim()).join(', ');
}

/** Reads a list of extensions. No parameter that is in use holds a comma or semicolon, quoted or not. */
export function readExtensions(value: string): readonly Extension[] {
  return value.split(',').flatMap((element) => {
    const [name = '', ...parameters] = element.split(';').map((part) => part.trim());
    return name === ''
      ? []
      : [{ name: name.toLowerCase(), parameters: parameters.map(parameterOf) }];
  });
}

function parameterOf(text: string): Extension['parameters'][number] {
  const equals = text.indexOf('=');
  if (equals === -1) return { name: text.toLowerCase(), value: undefined };
  const value = text.slice(equals + 1).trim();
  return {
    name: text.slice(0, equals).trim().toLowerCase(),
    value: /^".*"$/.test(value) ? value.slice(1, -1) : value,
  };
}

/** What is wrong with the extensions that a server agreed to, `offered` being the client's. */
export function extensionProblem(
  agreed: readonly Extension[],
  offered: readonly Extension[],
): Problem | undefined {
  const stranger = agreed.find(({ name }) => !offered.some((each) => each.name === name));
  if (stranger !== undefined) return extensionProblems.notOffered;
  const deflate = agreed.find(({ name }) => name === 'permessage-deflate');
  return deflate === undefined || isSound(deflate.parameters)
    ? undefined
    : extensionProblems.invalidParameter;
}

/** RFC 7692 §7.1: each parameter once, two without value, two with a number of bits. */
function isSound(parameters: Extension['parameters']): boolean {
  const names = parameters.map(({ name }) => name);
  return (
    new Set(names).size === names.length &&
    parameters.every(({ name, value }) => {
      if (/^(client|server)_no_context_takeover$/.test(name)) return value === undefined;
      if (!/^(client|server)_max_window_bits$/.test(name)) return false;
      return value !== undefined && /^([89]|1[0-5])$/.test(value);
    })
  );
}

const extensionProblems = citedProblems({
  notOffered: {
    code: 'ws-extension-not-offered',
    text: 'The server agrees to an extension that the client did not offer; the client fails the connection.',
    source: 'rfc6455 §4.1',
  },
  invalidParameter: {
    code: 'ws-deflate-parameter',
    text: 'A parameter of permessage-deflate is unknown, stands twice or has a wrong value; the client fails the connection.',
    source: 'rfc7692 §7.1',
  },
});
