import type { Node, TlsAlert } from '../types.ts';
import { alertLevelName, alertName } from './names.ts';
import { tlsProblems } from './problems.ts';

/** An alert and the nodes that tile it. */
export interface AlertReading {
  readonly nodes: readonly Node[];
  readonly alert?: TlsAlert;
}

/** Reads an alert (RFC 9846 §6) that begins at offset `start`. */
export function readAlert(payload: Uint8Array, start: number): AlertReading {
  const [level, code] = payload;
  if (level === undefined || code === undefined || payload.length > 2) {
    if (payload.length === 0) return { nodes: [] };
    const end = start + payload.length;
    return { nodes: [{ kind: 'tls.payload', start, end, problem: tlsProblems.alertLength }] };
  }
  const alert = { level: alertLevelName(level), code, description: alertName(code) };
  return {
    alert,
    nodes: [
      { kind: 'tls.alert-level', start, end: start + 1, value: alert.level },
      { kind: 'tls.alert-description', start: start + 1, end: start + 2, value: alert.description },
    ],
  };
}
