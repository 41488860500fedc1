import { cite } from './citation.ts';
import type { Annotation, Fact, KnownValues } from './fact.ts';
import { type Member, readMembers, type ValueShape } from './field-value.ts';
import { findFact } from './find.ts';
import { isAt, type Place } from './place.ts';

/** The longest remark that fits beside the bytes in a terminal of 80 columns, in characters. */
export const longestBrief = 56;

/** Fields whose value begins with an authentication scheme: RFC 9110 §11.4 and §11.6.1. */
const schemeFields: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'www-authenticate',
  'proxy-authenticate',
]);

/** Fields whose members are things with facts of their own. */
const memberKinds: ReadonlyMap<string, 'media-type' | 'coding'> = new Map([
  ['content-type', 'media-type'],
  ['content-encoding', 'coding'],
  ['transfer-encoding', 'coding'],
]);

/** What a fact says beside the bytes, wherever they stand. */
export function remarkOf(fact: Fact): Annotation {
  return { text: fact.brief, source: cite(fact.source) };
}

/** What a fact means in one place. */
interface Meaning extends Pick<Fact, 'brief' | 'source'> {
  readonly values: KnownValues;
}

/** What a fact means in a place; nothing if it does not belong there. */
function meaningOf(fact: Fact, place: Place): Meaning | undefined {
  const { brief, source, values = {}, only, readings = [] } = fact;
  if (only !== undefined && only !== place.message) return undefined;
  const reading = readings.find(({ at }) => isAt(at, place));
  if (reading === undefined) return { brief, source, values };
  return {
    brief: reading.brief,
    source: reading.source ?? source,
    values: reading.values ?? {},
  };
}

function remarkIn(place: Place, fact: Fact | undefined): Annotation | undefined {
  const meaning = fact === undefined ? undefined : meaningOf(fact, place);
  if (meaning === undefined) return undefined;
  return { text: meaning.brief, source: cite(meaning.source) };
}

function remarkOnMember(name: string, field: Meaning, member: Member): Annotation | undefined {
  if (member.refused) return undefined;
  const { values } = field;
  for (const spelling of member.spellings) {
    const known = Object.hasOwn(values, spelling) ? values[spelling] : undefined;
    if (known?.isBare === true && member.hasArgument) return undefined;
    if (known !== undefined)
      return { text: known.brief, source: cite(known.source ?? field.source) };
  }
  const kind = memberKinds.get(name.toLowerCase());
  if (kind === undefined) return undefined;
  for (const spelling of member.spellings) {
    const found = kind === 'coding' ? findFact(kind, spelling) : mediaType(spelling);
    if (found !== undefined) return remarkOf(found);
  }
  return undefined;
}

/** What stands behind a remark that leaves something of the value unsaid. */
const andMore = '; …';

/** As many of the remarks as fit on a line, with their sources; an ellipsis says where the value holds more. */
function joined(remarks: readonly Annotation[], complete: boolean): Annotation | undefined {
  // No remark is empty, so that more of them than a line has characters never fit.
  for (let shown = Math.min(remarks.length, longestBrief); shown > 0; shown -= 1) {
    const some = remarks.slice(0, shown);
    const all = complete && shown === remarks.length;
    const text = some.map((one) => one.text).join('; ') + (all ? '' : andMore);
    if (text.length <= longestBrief) {
      return { text, source: [...new Set(some.map((one) => one.source))].join('; ') };
    }
  }
  return undefined;
}

/**
 * A remark on a field line: on its value if that is well known, else on the field; nothing if the
 * field is unknown or does not belong there. A list with several members is remarked on member by member, as far as it fits.
 */
export function annotateField(name: string, value: string, place: Place): Annotation | undefined {
  const fact = findFact('field', name);
  const field = fact === undefined ? undefined : meaningOf(fact, place);
  if (field === undefined) return undefined;
  const shape: ValueShape = schemeFields.has(name.toLowerCase()) ? 'scheme' : 'list';
  const members = readMembers(value, shape);
  const remarks = members
    .map((member) => remarkOnMember(name, field, member))
    .filter((found) => found !== undefined);
  const whole = { text: field.brief, source: cite(field.source) };
  return joined(remarks, remarks.length === members.length) ?? whole;
}

/**
 * A remark on a status code. A code that nobody registered is read like the first of its class, as
 * RFC 9110 §15 asks of every client; nothing is said of what is no status code at all.
 */
export function annotateStatus(code: number, place: Place): Annotation | undefined {
  const known = findFact('status', String(code));
  if (known !== undefined) return remarkIn({ ...place, status: code }, known);
  if (!Number.isInteger(code) || code < 100 || code > 599) return undefined;
  const likeness = Math.floor(code / 100) * 100;
  return { text: `not registered; treated like ${likeness}`, source: cite('rfc9110 §15') };
}

/** A remark on a request method. Methods are case-sensitive: nothing is known of `get`. */
export function annotateMethod(name: string, place: Place): Annotation | undefined {
  return remarkIn({ ...place, method: name }, findFact('method', name));
}

/**
 * A remark on a line of an event stream by its field name, `comment` or the empty name for a comment.
 * Any other name is ignored by clients, `Data` included, and the remark says so.
 */
export function annotateSseField(name: string): Annotation {
  const known = findFact('sse-field', name === '' ? 'comment' : name);
  if (known !== undefined) return remarkOf(known);
  return { text: 'no field of event streams: clients ignore it', source: cite('html §9.2.6') };
}

/** The fact of a media type, or of its structured suffix if only that is known. */
function mediaType(type: string): Fact | undefined {
  const exact = findFact('media-type', type);
  if (exact !== undefined) return exact;
  const plus = type.lastIndexOf('+');
  return plus === -1 ? undefined : findFact('media-type', type.slice(plus));
}

/** A remark on a media type; parameters such as `charset` may follow it. */
export function annotateMediaType(type: string): Annotation | undefined {
  const [bare] = readMembers(type, 'list');
  for (const spelling of bare?.spellings ?? []) {
    const known = mediaType(spelling);
    if (known !== undefined) return remarkOf(known);
  }
  return undefined;
}
