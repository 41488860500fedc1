const base64Of = (secret: string) => secret.slice('whsec_'.length);

/** A shell script that signs an event with openssl and delivers it with curl, for people to read. */
export function deliverScript(origin: string, secret: string): string {
  const key = Buffer.from(base64Of(secret), 'base64').toString('hex');
  return `#!/bin/sh
# Signs an event as Standard Webhooks says, and delivers it:
#   curl -s ${origin}/deliver.sh | sh -s [id] [seconds that the sender's clock is fast]
id=\${1:-msg_1}
now=$(($(date +%s) + \${2:-0}))
body='{"type":"order.paid","data":{"orderId":1}}'
key=${key} # the secret, from base64 to hex

mac=$(printf '%s' "$id.$now.$body" |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64)

curl -si ${origin}/hooks \\
  -H "webhook-id: $id" \\
  -H "webhook-timestamp: $now" \\
  -H "webhook-signature: v1,$mac" \\
  --json "$body"
`;
}

/** A script for the page, which signs and delivers; `timestamp` is an expression of `now`. */
export function deliveringPage(timestamp: string, secret: string): string {
  return `
    const now = Math.floor(Date.now() / 1000);
    const id = 'msg_' + Math.random().toString(36).slice(2);
    const timestamp = ${timestamp};
    const body = JSON.stringify({ type: 'order.paid', data: { orderId: 1 } });
    const secret = Uint8Array.from(atob('${base64Of(secret)}'), (c) => c.charCodeAt(0));
    const hmac = { name: 'HMAC', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('raw', secret, hmac, false, ['sign']);
    const content = new TextEncoder().encode([id, timestamp, body].join('.'));
    const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, content));
    await send('POST', '/hooks', {
      headers: {
        'Content-Type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': 'v1,' + btoa(String.fromCharCode(...mac)),
      },
      body,
    });`;
}
