import { expect, test } from 'vitest';
import { curlOf } from '../../../src/report/curl/curl.ts';
import { exchange } from '../html/carried.events.ts';

/** The command for a request of these bytes. */
function curl(request: string): string | undefined {
  const [event] = exchange(request, '');
  return event?.type === 'message' ? curlOf(event) : undefined;
}

const post = (body: string, more = '') =>
  `POST /orders HTTP/1.1\r\nHost: api\r\nUser-Agent: x\r\nAccept: */*\r\nContent-Type: application/json\r\n${more}Content-Length: ${Buffer.byteLength(body, 'latin1')}\r\n\r\n${body}`;

test('a request with its fields; what curl would add is left out', () => {
  expect(curl('GET /orders/1?a=b HTTP/1.1\r\nHost: api:8000\r\nIf-None-Match: "a"\r\n\r\n')).toBe(
    `curl -i 'http://api:8000/orders/1?a=b' -H 'If-None-Match: "a"' -H 'user-agent:' -H 'accept:'`,
  );
});

test('a body is sent as it is, whatever it begins with and whatever quotes it holds', () => {
  expect(curl(post(`@it's`))).toBe(
    `curl -i 'http://api/orders' -H 'User-Agent: x' -H 'Accept: */*' -H 'Content-Type: application/json' --data-raw '@it'\\''s'`,
  );
});

test('a body that is no text goes through base64', () => {
  expect(curl(post('\u0000\u00ff'))).toMatch(
    /^printf %s AP8= \| base64 -d \| curl .* --data-binary @-$/,
  );
});

test('what a shell would run stays text', () => {
  const command = curl("GET /$(id)`id`?';id HTTP/1.1\r\nHost: api\r\nX: $(id)'; id\r\n\r\n");
  expect(command).toContain("'http://api/$(id)`id`?'\\'';id'");
  expect(command).toContain("-H 'X: $(id)'\\''; id'");
});

test.each([
  ['HEAD / HTTP/1.1', '--head'],
  ['DELETE /a HTTP/1.1', '-X DELETE'],
  ['OPTIONS * HTTP/1.1', "--request-target '*'"],
  ['GET /a/../b HTTP/1.1', '--path-as-is'],
  ['GET /a[1]{2} HTTP/1.1', '--globoff'],
  ['GET /a#b HTTP/1.1', "--request-target '/a#b'"],
  ['GET http://other/a HTTP/1.1', "--request-target 'http://other/a'"],
])('%s', (line, words) => {
  expect(curl(`${line}\r\nHost: api\r\n\r\n`)).toContain(words);
});

test('an empty field is sent empty, and an upgrade stays one', () => {
  const command = curl('GET / HTTP/1.1\r\nHost: api\r\nX-Empty:\r\nConnection: Upgrade\r\n\r\n');
  expect(command).toContain("-H 'X-Empty;' -H 'Connection: Upgrade'");
});

test('a value that was masked stays masked', () => {
  const command = curl('GET / HTTP/1.1\r\nHost: api\r\nAuthorization: Bearer ●●●●\r\n\r\n');
  expect(command).not.toContain('s3cret');
});

test.each(['CONNECT api:443 HTTP/1.1\r\nHost: api:443\r\n\r\n', 'GET / HTTP/1.1\r\n\r\n'])(
  'of what curl cannot send there is no command: %j',
  (request) => {
    expect(curl(request)).toBeUndefined();
  },
);
