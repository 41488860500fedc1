import { connect } from 'node:net';
// Loaded with the browser: while a module is loaded by a step, nothing seems to be at work.
import { WebSocket } from 'ws';
import { secureConnect } from '../../tls/secure-connect.ts';
import type { Connecting } from '../agent.ts';
import { Blocked } from './blocked.ts';
import { isTrustworthy } from './site.ts';
import { cookieLines, type Initiator, isSameSite, keepCookies, type World } from './world.ts';

/** Opens a WebSocket as a script of a page does (WebSockets Standard, RFC 6455 §4.1). */
export async function openSocket(
  world: World,
  { locate, trusts }: Connecting,
  page: Initiator,
  url: URL,
  protocols: readonly string[],
): Promise<WebSocket> {
  if (isTrustworthy(page.url) && !isTrustworthy(url)) {
    throw new Blocked('mixed-content', `${page.origin} is secure and may not open ${url.href}`);
  }
  const place = await locate(url.hostname);
  const host = place?.host ?? url.hostname;
  const port = place?.port ?? Number(url.port || (url.protocol === 'wss:' ? 443 : 80));
  const use = { isSameSite: isSameSite(page, url), isTopLevel: false, method: 'GET' };
  const isSecure = url.protocol === 'wss:';
  const socket = new WebSocket(url, [...protocols], {
    origin: page.origin,
    headers: Object.fromEntries(cookieLines(world, url, use)),
    perMessageDeflate: false,
    createConnection: () =>
      isSecure
        ? secureConnect({ host, port, ca: trusts(), servername: url.hostname })
        : connect({ host, port, noDelay: true }),
  });
  socket.once('upgrade', ({ headers }) => {
    const lines = new Headers();
    for (const line of headers['set-cookie'] ?? []) lines.append('set-cookie', line);
    keepCookies(world, url, lines, use);
  });
  return socket;
}
