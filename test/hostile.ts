import { request } from 'node:http';
import { connect } from 'node:net';
import type { ServerRecipe } from '../src/index.ts';
import { startServer } from '../src/lab/party/serve.ts';

/** Methods that a server may not expect; Node's parser knows them all. */
export const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'PROPFIND',
  'TRACE',
];

/** Content that is broken, deep, long or only odd. */
export const BODIES: readonly (string | Buffer)[] = [
  '',
  ' ',
  'x',
  '{',
  'null',
  'true',
  '-1e999',
  '""',
  '[]',
  '{}',
  '[null]',
  '{"__proto__":{"x":1},"constructor":1,"toString":null}',
  '{"id":-1,"userId":{},"productId":[],"quantity":1e308,"cents":-0,"name":"\\ud800"}',
  '{"name":"a\\u0000b","cents":9007199254740993}',
  `${'['.repeat(9000)}${']'.repeat(9000)}`,
  `${'{"a":'.repeat(9000)}1${'}'.repeat(9000)}`,
  `{"name":"${'x'.repeat(300_000)}"}`,
  Buffer.from([0xff, 0xfe, 0x7b, 0x22, 0xc3, 0x28]),
  '\ufeff{"name":"with a mark","cents":1}',
];

const JSON_TYPE = 'application/json';

const TYPES = ['application/json', 'application/merge-patch+json', 'text/plain', ';;,', ''];

/** Values of fields that are broken, huge or only odd. */
export const VALUES = [
  '',
  ' ',
  '*',
  '"',
  'W/',
  '"a',
  '-1',
  '1e9',
  '99999999999999999999',
  'Ü',
  `"${'a'.repeat(4000)}"`,
  ','.repeat(4000),
  '=?;q=,;',
  '\u0080',
];

export interface HostileOptions {
  /** Paths to try, each with every method and content. */
  readonly paths: readonly string[];
  /** Fields that the server looks at; each gets every odd value. */
  readonly fields?: readonly string[];
  /** Fields that a request needs to get further than to the door. */
  readonly given?: Readonly<Record<string, string>>;
}

/** An answer of a server, and to what. */
export interface HostileAnswer {
  readonly to: string;
  readonly status: number;
}

/**
 * Sends a server what nobody should send: odd methods, content, fields, requests that break off. It
 * must answer each that is whole, and serve on.
 *
 * @returns the answers that are a server error: none, if all is well
 * @throws if a whole request is not answered
 */
export async function serverErrors(
  recipe: ServerRecipe,
  { paths, fields = [], given = {} }: HostileOptions,
): Promise<readonly HostileAnswer[]> {
  const { port, close } = await startServer(recipe);
  const answers: HostileAnswer[] = [];
  const send = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string | Buffer,
  ) => {
    const to = `${method} ${path} ${JSON.stringify(headers).slice(0, 80)} ${String(body).slice(0, 40)}`;
    answers.push({
      to,
      status: await statusOf(port, { method, path, headers: { ...given, ...headers } }, body),
    });
  };
  try {
    for (const path of paths) {
      for (const method of METHODS) await send(method, path, {});
      for (const method of ['POST', 'PUT', 'PATCH']) {
        for (const body of BODIES) await send(method, path, { 'content-type': JSON_TYPE }, body);
        for (const type of TYPES) await send(method, path, { 'content-type': type }, '{"a":1}');
      }
      for (const method of ['GET', 'POST']) {
        for (const field of fields) {
          for (const value of VALUES) await send(method, path, { [field]: value });
        }
      }
      await Promise.all(Array.from({ length: 20 }, (_, n) => breakOff(port, path, n)));
    }
    // It serves on.
    for (const path of paths) await send('GET', path, {});
  } finally {
    await close();
  }
  return answers.filter(({ status }) => status >= 500);
}

/** Sends one request and reads its answer to the end. */
function statusOf(
  port: number,
  options: {
    readonly method: string;
    readonly path: string;
    readonly headers: Record<string, string>;
  },
  body: string | Buffer = '',
): Promise<number> {
  const headers = Object.fromEntries(
    Object.entries(options.headers).map(([name, value]) => [
      name,
      Buffer.from(value).toString('latin1'),
    ]),
  );
  return new Promise((resolve, reject) => {
    const sent = request({ ...options, headers, port, host: '127.0.0.1' }, (answer) => {
      answer
        .on('error', reject)
        .on('end', () => resolve(answer.statusCode ?? 0))
        .resume();
    });
    // The server may refuse long content before all of it is sent.
    sent.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EPIPE' || error.code === 'ECONNRESET' ? resolve(0) : reject(error),
    );
    sent.end(body);
  });
}

/** Opens a connection, sends a request as far as `n` says, and goes away. */
function breakOff(port: number, path: string, n: number): Promise<void> {
  const whole = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"name":"`;
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(whole.slice(0, 10 + n * 8), () => {
        if (n % 2 === 0) socket.resetAndDestroy();
        else socket.destroy();
      });
    });
    socket.on('error', () => {}).on('close', () => resolve());
  });
}
