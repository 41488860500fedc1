import type { Field, Problem } from '../types.ts';
import { problems } from './problems.ts';
import type { Section } from './types.ts';

/** Fields that are about one connection and do not exist here (RFC 9113 §8.2.2). */
const connectionFields: ReadonlySet<string> = new Set([
  'connection',
  'proxy-connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
]);

const requestPseudoFields: ReadonlySet<string> = new Set([
  ':method',
  ':scheme',
  ':authority',
  ':path',
  // RFC 8441 §4.
  ':protocol',
]);
const responsePseudoFields: ReadonlySet<string> = new Set([':status']);
const forbidden = ['\0', '\r', '\n'];
const noPseudoFields: ReadonlySet<string> = new Set();

const pseudoFieldsOf: Readonly<Record<Section, ReadonlySet<string>>> = {
  request: requestPseudoFields,
  push: requestPseudoFields,
  response: responsePseudoFields,
  informational: responsePseudoFields,
  trailers: noPseudoFields,
};

/**
 * What makes the message of a header section malformed (RFC 9113 §8.2, §8.3), each thing once. If the
 * receiver takes `trueBinary` metadata, a value behind NUL may be any bytes (gRFC G1).
 */
export function fieldProblems(
  fields: readonly Field[],
  section: Section,
  trueBinary = false,
): readonly Problem[] {
  const found = new Set<Problem>();
  const allowed = pseudoFieldsOf[section];
  const pseudo = new Set<string>();
  let regular = false;
  for (const { name, value } of fields) {
    if (name.startsWith(':')) {
      if (!allowed.has(name)) found.add(problems.pseudoFieldUnknown);
      if (regular || pseudo.has(name)) found.add(problems.pseudoFieldLate);
      pseudo.add(name);
    } else {
      regular = true;
      if (/[A-Z]/.test(name)) found.add(problems.uppercaseFieldName);
      else if (/[^!-~]|:/.test(name) || name === '') found.add(problems.invalidField);
      if (isAboutConnection(name, value)) found.add(problems.connectionField);
    }
    const isBinary = trueBinary && name.endsWith('-bin') && value.startsWith('\0');
    if (!isBinary && hasForbidden(value)) found.add(problems.invalidField);
  }
  if (missesPseudoField(pseudo, fields, section)) found.add(problems.pseudoFieldMissing);
  return [...found];
}

function missesPseudoField(
  pseudo: ReadonlySet<string>,
  fields: readonly Field[],
  section: Section,
): boolean {
  if (section === 'trailers') return false;
  if (section === 'response' || section === 'informational') return !pseudo.has(':status');
  const method = fields.find(({ name }) => name === ':method')?.value;
  // A plain CONNECT has an authority alone (RFC 9113 §8.5).
  if (method === 'CONNECT' && !pseudo.has(':protocol')) return !pseudo.has(':authority');
  return method === undefined || !pseudo.has(':scheme') || !pseudo.has(':path');
}

function isAboutConnection(name: string, value: string): boolean {
  return connectionFields.has(name) || (name === 'te' && value.toLowerCase() !== 'trailers');
}

/** NUL, CR, LF, and whitespace at either end (RFC 9113 §8.2.1). */
function hasForbidden(value: string): boolean {
  if (forbidden.some((each) => value.includes(each))) return true;
  const edges = `${value.charAt(0)}${value.charAt(value.length - 1)}`;
  return edges.includes(' ') || edges.includes('\t');
}
