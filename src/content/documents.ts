/**
 * Documents that lessons and cards may cite besides those that the facts and the scenarios cite.
 * One is added when it was looked up, spelled as it names itself; sections stand in the citation.
 */
export const furtherDocuments: readonly string[] = [
  'RFC 2104',
  'RFC 3339',
  'RFC 3986',
  'RFC 6749',
  'RFC 6750',
  'RFC 7301',
  'RFC 7519',
  'RFC 7541',
  'RFC 7692',
  'RFC 8441',
  'RFC 8446',
  'RFC 8941',
  'RFC 9205',
  'RFC 9293',
  'RFC 9562',
  'RFC 9651',
  'WebSockets Standard',
  'draft-ietf-httpapi-idempotency-key-header-06',
  'gRPC PROTOCOL-HTTP2.md',
  'gRPC statuscodes.md',
  'gRPC Deadlines guide',
  'gRPC Retry guide',
  'Protocol Buffers Encoding',
  'Protocol Buffers Proto3 guide',
  'ProtoJSON Format',
  'GraphQL September 2025',
  'GraphQL Cursor Connections',
];
