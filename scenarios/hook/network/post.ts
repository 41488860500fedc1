import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Clock } from 'apilab';

/** How names become addresses, and addresses connections: of the machine, or of a test. */
export interface Network {
  /** The addresses of a name, none if it has none. */
  resolve(name: string): Promise<readonly string[]>;
  connect(address: string, port: number): Socket;
  /** Certificates of the authorities to trust, if not those that everybody trusts. */
  readonly ca?: string;
}

/** What is to be delivered, and where to. */
export interface Delivery {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Ends it when it has taken too long: whoever is called may never answer. */
  readonly signal: AbortSignal;
}

/** What became of it. */
export type Outcome =
  | { readonly state: 'answered'; readonly status: number; readonly location?: string }
  | { readonly state: 'refused'; readonly why: string }
  | { readonly state: 'no-answer' };

/** Delivers to whatever address somebody has registered. */
export type Deliver = (delivery: Delivery, network: Network) => Promise<Outcome>;

/** How much of an answer is read: nobody needs its content. */
const MOST_BYTES = 64 * 1024;

/** The addresses of a host in a URL; one that is an address is its own. */
export async function addressesOf(url: URL, { resolve }: Network): Promise<readonly string[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) > 0 ? [host] : resolve(host);
}

/** Posts to an address, under the name that the URL gives: Host and certificate are those of the name. */
export function post(
  url: URL,
  address: string,
  delivery: Delivery,
  network: Network,
): Promise<Outcome> {
  const isSecure = url.protocol === 'https:';
  const request = isSecure ? requestHttps : requestHttp;
  const port = Number(url.port || (isSecure ? 443 : 80));
  const open = () => {
    const socket = network.connect(address, port);
    if (!isSecure) return socket;
    const { ca } = network;
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // Only a name is said to the server (RFC 6066 §3); of an address the certificate is compared all the same.
    const name = isIP(host) > 0 ? { host } : { servername: host };
    return connectTls({ socket, ...name, ...(ca !== undefined && { ca }) });
  };
  const { headers, body, signal } = delivery;
  return new Promise((resolve) => {
    const asked = request(
      {
        method: 'POST',
        host: url.hostname,
        path: url.pathname + url.search,
        headers: { ...headers, host: url.host, 'content-length': Buffer.byteLength(body) },
        createConnection: open,
        signal,
      },
      (answer) => {
        const { statusCode: status = 0, headers: fields } = answer;
        const { location } = fields;
        const end = () =>
          resolve({ state: 'answered', status, ...(location !== undefined && { location }) });
        let bytes = 0;
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > MOST_BYTES) answer.destroy();
        });
        answer.on('error', end).on('close', end);
      },
    );
    asked.on('error', () => resolve({ state: 'no-answer' })).end(body);
  });
}

/** How long an endpoint has to answer, in milliseconds. */
const PATIENCE_MS = 15_000;

/** Delivers, and gives up after a while. */
export async function inTime(
  clock: Pick<Clock, 'setTimer'>,
  deliver: (signal: AbortSignal) => Promise<Outcome>,
): Promise<Outcome> {
  const patience = new AbortController();
  const timer = clock.setTimer(PATIENCE_MS, () => patience.abort());
  try {
    return await deliver(patience.signal);
  } finally {
    timer.cancel();
  }
}
