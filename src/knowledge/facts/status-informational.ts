import type { Fact } from '../fact.ts';

/** Interim responses: the final one is still to come. */
export const informational: readonly Fact[] = [
  {
    kind: 'status',
    name: '100',
    title: 'Continue',
    brief: 'go on and send the content',
    text: 'An interim answer to Expect: 100-continue. The request has not been refused so far and the final response follows once the content has arrived.',
    source: 'RFC 9110 §15.2.1',
    standing: 'standard',
  },
  {
    kind: 'status',
    name: '101',
    title: 'Switching Protocols',
    brief: 'from here on the connection speaks another protocol',
    text: 'The server agrees to the protocol that the Upgrade field of this response names. It takes over right after this response.',
    source: 'RFC 9110 §15.2.2',
    standing: 'standard',
  },
  {
    kind: 'status',
    name: '102',
    title: 'Processing',
    brief: 'still working on it; the answer takes a while',
    text: 'An interim response from the first WebDAV specification for requests that take long. RFC 4918 no longer defines it, but the code stays registered.',
    source: 'RFC 2518 §10.1',
    standing: 'standard',
  },
  {
    kind: 'status',
    name: '103',
    title: 'Early Hints',
    brief: 'header fields the final response will likely have',
    text: 'An interim response with fields, mostly Link, that let the client begin to fetch what it will need. The final response may still say otherwise.',
    source: 'RFC 8297 §2',
    standing: 'standard',
  },
  {
    kind: 'status',
    name: '104',
    title: 'Upload Resumption Supported',
    brief: 'the upload can be resumed if it breaks off',
    text: 'An interim response that names the resource at which an interrupted upload goes on, and reports how far it has come. The registration is temporary.',
    source: 'draft-ietf-httpbis-resumable-upload-15 §5 (draft)',
    standing: 'draft',
  },
];
