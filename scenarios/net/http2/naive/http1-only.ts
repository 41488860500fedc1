import type { RequestListener } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';

/** What ends TLS in front of the program: it has no protocol but its own, HTTP/1.1. */
export const http1Only = (listener: RequestListener) => {
  return (tls: ServerOptions = {}) =>
    createServer({ ...tls, ALPNProtocols: ['http/1.1'] }, listener);
};
