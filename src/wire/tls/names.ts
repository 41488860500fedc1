/** The types of records (RFC 9846 §5.1, heartbeat RFC 6520 §3). */
const contentTypes: ReadonlyMap<number, string> = new Map([
  [20, 'change_cipher_spec'],
  [21, 'alert'],
  [22, 'handshake'],
  [23, 'application_data'],
  [24, 'heartbeat'],
]);

/** The types of handshake messages (RFC 9846 §4, RFC 5246 §7.4, and the IANA registry). */
const handshakeTypes: ReadonlyMap<number, string> = new Map([
  [0, 'hello_request'],
  [1, 'client_hello'],
  [2, 'server_hello'],
  [4, 'new_session_ticket'],
  [5, 'end_of_early_data'],
  [8, 'encrypted_extensions'],
  [11, 'certificate'],
  [12, 'server_key_exchange'],
  [13, 'certificate_request'],
  [14, 'server_hello_done'],
  [15, 'certificate_verify'],
  [16, 'client_key_exchange'],
  [20, 'finished'],
  [22, 'certificate_status'],
  [24, 'key_update'],
  [254, 'message_hash'],
]);

const versions: ReadonlyMap<number, string> = new Map([
  [0x0300, 'SSL 3.0'],
  [0x0301, 'TLS 1.0'],
  [0x0302, 'TLS 1.1'],
  [0x0303, 'TLS 1.2'],
  [0x0304, 'TLS 1.3'],
]);

/** Extensions that hellos often have (IANA, TLS ExtensionType Values). */
const extensions: ReadonlyMap<number, string> = new Map([
  [0, 'server_name'],
  [1, 'max_fragment_length'],
  [5, 'status_request'],
  [10, 'supported_groups'],
  [11, 'ec_point_formats'],
  [13, 'signature_algorithms'],
  [16, 'application_layer_protocol_negotiation'],
  [18, 'signed_certificate_timestamp'],
  [21, 'padding'],
  [22, 'encrypt_then_mac'],
  [23, 'extended_master_secret'],
  [27, 'compress_certificate'],
  [35, 'session_ticket'],
  [41, 'pre_shared_key'],
  [42, 'early_data'],
  [43, 'supported_versions'],
  [44, 'cookie'],
  [45, 'psk_key_exchange_modes'],
  [49, 'post_handshake_auth'],
  [50, 'signature_algorithms_cert'],
  [51, 'key_share'],
  [0xff01, 'renegotiation_info'],
]);

/** Cipher suites in common use: those of TLS 1.3 (RFC 9846 Appendix B.4), the AEAD ones of TLS 1.2, and two signals. */
const cipherSuites: ReadonlyMap<number, string> = new Map([
  [0x1301, 'TLS_AES_128_GCM_SHA256'],
  [0x1302, 'TLS_AES_256_GCM_SHA384'],
  [0x1303, 'TLS_CHACHA20_POLY1305_SHA256'],
  [0x1304, 'TLS_AES_128_CCM_SHA256'],
  [0x1305, 'TLS_AES_128_CCM_8_SHA256'],
  [0x00ff, 'TLS_EMPTY_RENEGOTIATION_INFO_SCSV'],
  [0x5600, 'TLS_FALLBACK_SCSV'],
  [0x009c, 'TLS_RSA_WITH_AES_128_GCM_SHA256'],
  [0x009d, 'TLS_RSA_WITH_AES_256_GCM_SHA384'],
  [0x009e, 'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256'],
  [0x009f, 'TLS_DHE_RSA_WITH_AES_256_GCM_SHA384'],
  [0xc02b, 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
  [0xc02c, 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'],
  [0xc02f, 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
  [0xc030, 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'],
  [0xcca8, 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256'],
  [0xcca9, 'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256'],
  [0xccaa, 'TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256'],
]);

/** Alerts (RFC 9846 §6; older ones RFC 5246 §7.2; 111 and 114 RFC 6066 §9; 120 RFC 7301 §3.2). */
const alerts: ReadonlyMap<number, string> = new Map([
  [0, 'close_notify'],
  [10, 'unexpected_message'],
  [20, 'bad_record_mac'],
  [21, 'decryption_failed_RESERVED'],
  [22, 'record_overflow'],
  [30, 'decompression_failure_RESERVED'],
  [40, 'handshake_failure'],
  [41, 'no_certificate_RESERVED'],
  [42, 'bad_certificate'],
  [43, 'unsupported_certificate'],
  [44, 'certificate_revoked'],
  [45, 'certificate_expired'],
  [46, 'certificate_unknown'],
  [47, 'illegal_parameter'],
  [48, 'unknown_ca'],
  [49, 'access_denied'],
  [50, 'decode_error'],
  [51, 'decrypt_error'],
  [60, 'export_restriction_RESERVED'],
  [70, 'protocol_version'],
  [71, 'insufficient_security'],
  [80, 'internal_error'],
  [86, 'inappropriate_fallback'],
  [90, 'user_canceled'],
  [100, 'no_renegotiation_RESERVED'],
  [109, 'missing_extension'],
  [110, 'unsupported_extension'],
  [111, 'certificate_unobtainable_RESERVED'],
  [112, 'unrecognized_name'],
  [113, 'bad_certificate_status_response'],
  [114, 'bad_certificate_hash_value_RESERVED'],
  [115, 'unknown_psk_identity'],
  [116, 'certificate_required'],
  [117, 'general_error'],
  [120, 'no_application_protocol'],
]);

/** The name of a content type; nothing if no record can have it. */
export function contentTypeName(code: number): string | undefined {
  return contentTypes.get(code);
}

export function handshakeName(code: number): string {
  return handshakeTypes.get(code) ?? `unknown (${code})`;
}

/** `TLS 1.2` for 0x0303; a value without a name, GREASE (RFC 8701) among them, in hexadecimal digits. */
export function versionName(code: number): string {
  return versions.get(code) ?? hexadecimal(code);
}

export function extensionName(code: number): string {
  return extensions.get(code) ?? `unknown (${hexadecimal(code)})`;
}

export function cipherName(code: number): string {
  return cipherSuites.get(code) ?? hexadecimal(code);
}

export function alertName(code: number): string {
  return alerts.get(code) ?? 'unknown';
}

/** `warning` or `fatal` (RFC 9846 §6); any other as its number. */
export function alertLevelName(code: number): string {
  if (code === 1) return 'warning';
  return code === 2 ? 'fatal' : String(code);
}

/** Values that are reserved so that receivers learn to ignore what they do not know (RFC 8701 §2). */
export function isGrease(code: number): boolean {
  return (code & 0x0f0f) === 0x0a0a && code >> 8 === (code & 0xff);
}

function hexadecimal(code: number): string {
  return `0x${code.toString(16).padStart(4, '0')}`;
}
