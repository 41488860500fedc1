import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/** What is wrong, and where: a JSON Pointer into the content (RFC 6901). */
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

/** Looks at a value by one of the schemas of a description; empty if it fits. */
export type Judge = (value: unknown) => readonly Fault[];

/** Makes a judge of the schema at a pointer into a description, such as `/components/schemas/Booking`. */
export type OpenSchemas = (document: object) => (pointer: string) => Judge;

/** How many faults are told at most: a hostile content could have very many. */
const MOST_FAULTS = 20;

/**
 * JSON Schema 2020-12, with `format` as an assertion: by default it is an annotation, which says
 * something and forbids nothing (JSON Schema Validation 2020-12 §7.2.1).
 */
export const openSchemas: OpenSchemas = (document) => {
  const ajv = new Ajv2020({ allErrors: true, strict: false, ownProperties: true });
  formats.default(ajv);
  ajv.addSchema(document, 'description');
  return (pointer) => {
    const validate = ajv.compile({ $ref: `description#${pointer}` });
    return (value) => {
      if (validate(value)) return [];
      return (validate.errors ?? [])
        .slice(0, MOST_FAULTS)
        .map(({ instancePath, params, message }) => {
          const member: unknown = params.missingProperty ?? params.unevaluatedProperty;
          const below = typeof member === 'string' ? `/${escaped(member)}` : '';
          return { pointer: `${instancePath}${below}`, detail: message ?? 'does not fit' };
        });
    };
  };
};

/** A name as a part of a JSON Pointer (RFC 6901 §3). */
const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');
