import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { OpenSchemas } from '../schemas.ts';

/** The validator that has always been there: it knows draft-07, and passes over words that came later. */
export const draft07: OpenSchemas = (document) => {
  const ajv = new Ajv({ allErrors: true, strict: false });
  formats.default(ajv);
  ajv.addSchema(document, 'description');
  return (pointer) => {
    const validate = ajv.compile({ $ref: `description#${pointer}` });
    return (value) => {
      if (validate(value)) return [];
      return (validate.errors ?? []).map(({ instancePath, params, message = '' }) => ({
        pointer: params.missingProperty
          ? `${instancePath}/${params.missingProperty}`
          : instancePath,
        detail: message,
      }));
    };
  };
};
