/** mockttp as a pass-through proxy before the server of the benchmarks, without keeping its traffic. */
import { Server } from 'node:net';
import { getLocal } from 'mockttp';
import { ready, settings } from './report.ts';

// mockttp listens on every interface and has no option for it; a benchmark keeps to loopback.
const listen = Server.prototype.listen;
Server.prototype.listen = function (this: Server, ...given: unknown[]) {
  const [port] = given;
  return listen.call(this, { port: Number(port), host: '127.0.0.1' });
};

const { upstream } = settings();
const proxy = getLocal({ recordTraffic: false });
await proxy.forAnyRequest().always().thenForwardTo(`http://127.0.0.1:${upstream}`);
await proxy.start();
ready(proxy.port);
