import type { Field, Problem } from '../types.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';

/** The fields of a head that decide how the connection is read on, lower case where case is free. */
export interface Controls {
  readonly host: readonly string[];
  /** Members of all Content-Length fields; valid ones are digits. */
  readonly contentLength: readonly string[];
  /** Transfer codings in the order in which they were applied, parameters left out. */
  readonly transferEncoding: readonly string[];
  readonly connection: readonly string[];
  readonly upgrade: readonly string[];
  readonly contentEncoding: readonly string[];
  /** The media type, parameters left out. */
  readonly contentType: string;
}

/** Gathers them. Where a field comes more than once, its lines make one list (RFC 9110 §5.3). */
export function controlsOf(fields: readonly Field[]): Controls {
  const host: string[] = [];
  const contentLength: string[] = [];
  const transferEncoding: string[] = [];
  const connection: string[] = [];
  const upgrade: string[] = [];
  const contentEncoding: string[] = [];
  let contentType = '';
  for (const { name, value } of fields) {
    // The length of a name rules most fields out without lower-casing each of them.
    switch (name.length) {
      case 4:
        if (name.toLowerCase() === 'host') host.push(value);
        break;
      case 7:
        if (name.toLowerCase() === 'upgrade') addMembers(upgrade, value);
        break;
      case 10:
        if (name.toLowerCase() === 'connection') addMembers(connection, value);
        break;
      case 12:
        if (name.toLowerCase() === 'content-type') contentType = beforeParameters(value);
        break;
      case 14:
        if (name.toLowerCase() === 'content-length') {
          for (const member of value.split(',')) contentLength.push(member.trim());
        }
        break;
      case 16:
        if (name.toLowerCase() === 'content-encoding') addMembers(contentEncoding, value);
        break;
      case 17:
        if (name.toLowerCase() === 'transfer-encoding') addMembers(transferEncoding, value);
        break;
    }
  }
  return {
    host,
    contentLength,
    transferEncoding,
    connection,
    upgrade,
    contentEncoding,
    contentType,
  };
}

/** Puts a problem on the first field of a section that has one of the names, else on its end. */
export function blameField(parts: Parts, name: string, problem: Problem): void {
  const at = parts.nodes.findIndex(
    (node) => node.name?.toLowerCase() === name && node.problem === undefined,
  );
  parts.blame(at < 0 ? parts.nodes.length - 1 : at, problem);
}

/** Checks the Host field of a request (RFC 9112 §3.2). */
export function checkHost(controls: Controls, version: string, parts: Parts): void {
  if (controls.host.length > 1) blameField(parts, 'host', problems.hostRepeated);
  // Of a head that breaks off, nobody knows what would have come.
  const isWhole = parts.nodes.at(-1)?.kind === 'http1.section-end';
  if (controls.host.length === 0 && version === 'HTTP/1.1' && isWhole) {
    parts.blame(parts.nodes.length - 1, problems.missingHost);
  }
}

/** True if the sender closes the connection after this message (RFC 9112 §9.3). */
export function closesAfter(controls: Controls, version: string): boolean {
  if (controls.connection.includes('close')) return true;
  return version !== 'HTTP/1.1' && !controls.connection.includes('keep-alive');
}

function addMembers(list: string[], value: string): void {
  for (const member of value.split(',')) {
    const name = beforeParameters(member);
    if (name !== '') list.push(name);
  }
}

function beforeParameters(value: string): string {
  const semicolon = value.indexOf(';');
  return (semicolon < 0 ? value : value.slice(0, semicolon)).trim().toLowerCase();
}
