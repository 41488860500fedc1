import type { Fact } from '../fact.ts';

/** The alerts of TLS, by name. */
export const tlsAlerts: readonly Fact[] = [
  closure(
    'close_notify',
    'this side sends no more data',
    'The sender is done: nothing that comes after it counts. Without it the receiver cannot tell an end from a cut.',
  ),
  closure(
    'user_canceled',
    'the handshake is called off, without any error',
    'The sender gives the handshake up for a reason of its own. A close_notify should follow.',
  ),
  error(
    'unexpected_message',
    'a message that does not belong here',
    'A message came that has no place at this point of the protocol.',
  ),
  error(
    'bad_record_mac',
    'a record was changed on its way, or badly encrypted',
    'A record could not be verified: it was altered, or the two sides use different keys.',
  ),
  error(
    'record_overflow',
    'a record is longer than allowed',
    'A record is longer than the limit of 16,384 bytes and what encryption adds.',
  ),
  error(
    'handshake_failure',
    'no common set of parameters',
    'The two sides found no acceptable set of security parameters, such as a cipher suite that both know.',
  ),
  error(
    'bad_certificate',
    'the certificate is corrupt',
    'A certificate is damaged or its signature does not verify.',
  ),
  error(
    'unsupported_certificate',
    'a type of certificate that is not supported',
    'A certificate has a type that the receiver does not support.',
  ),
  error(
    'certificate_revoked',
    'the certificate was revoked',
    'Whoever signed the certificate has taken it back.',
  ),
  error(
    'certificate_expired',
    'the certificate is past its date, or not valid yet',
    'The certificate is not valid at this time.',
  ),
  error(
    'certificate_unknown',
    'the certificate is refused for another reason',
    'The certificate was not accepted and no other alert says why.',
  ),
  error(
    'illegal_parameter',
    'a field has a value that is not allowed',
    'A field of the handshake is of the right form, and wrong or at odds with others.',
  ),
  error(
    'unknown_ca',
    'nobody trusted signed the certificate',
    'The chain of certificates leads to no authority that the receiver trusts, as with a certificate that signs itself.',
  ),
  error(
    'access_denied',
    'valid, and not allowed in',
    'The certificate or key is valid, but its owner may not have access.',
  ),
  error(
    'decode_error',
    'a message cannot be decoded',
    'A message has a field out of range or a length that does not fit.',
  ),
  error(
    'decrypt_error',
    'a signature or a Finished does not verify',
    'An operation of cryptography in the handshake failed, such as verifying a signature.',
  ),
  error(
    'protocol_version',
    'the version is known and not supported',
    'The peer offered only versions of TLS that this side does not speak.',
  ),
  error(
    'insufficient_security',
    'the offered parameters are too weak',
    'The server demands stronger parameters than the client offers.',
  ),
  error(
    'internal_error',
    'something unrelated went wrong',
    'An error that has nothing to do with the peer or the protocol, such as a lack of memory.',
  ),
  error(
    'inappropriate_fallback',
    'the client went back a version without need',
    'A client retried with an older version although both sides know a newer one.',
  ),
  error(
    'missing_extension',
    'an extension is missing that must be there',
    'A handshake message lacks an extension that is mandatory for what it offers or chooses.',
  ),
  error(
    'unsupported_extension',
    'an extension where it must not be',
    'A message holds an extension that is forbidden there or was never offered.',
  ),
  error(
    'unrecognized_name',
    'no server here has this name',
    'The server knows no host of the name that the client asked for with SNI.',
  ),
  error(
    'bad_certificate_status_response',
    'the stapled OCSP response is no good',
    'The status of the certificate that the server sent along is invalid.',
  ),
  error(
    'unknown_psk_identity',
    'no key of that identity is known',
    'The client named a pre-shared key that the server does not know.',
  ),
  error(
    'certificate_required',
    'the client must show a certificate',
    'The server asked for a certificate of the client, and none came.',
  ),
  error(
    'general_error',
    'something is wrong, and the sender does not say what',
    'No other alert fits, or the sender keeps to itself which one would. It is new in RFC 9846, which obsoletes RFC 8446.',
  ),
  error(
    'no_application_protocol',
    'no protocol of ALPN in common',
    'The client offered only application protocols that the server does not speak.',
  ),
];

function closure(name: string, brief: string, text: string): Fact {
  return alert(name, brief, text, 'rfc9846 §6.1');
}

function error(name: string, brief: string, text: string): Fact {
  return alert(name, brief, text, 'rfc9846 §6.2');
}

function alert(name: string, brief: string, text: string, source: string): Fact {
  return { kind: 'tls-alert', name, title: name, brief, text, source, standing: 'standard' };
}
