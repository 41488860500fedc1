const content = (schema: string, type = 'application/json') => ({
  [type]: { schema: { $ref: `#/components/schemas/${schema}` } },
});

const problem = (description: string) => ({
  description,
  content: content('Problem', 'application/problem+json'),
});

const ID = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

const COMMON = {
  '401': problem('There is no token, or it is none of ours.'),
  '503': problem('There is no answer now; come again later.'),
};

/**
 * What the API promises, and what it validates by: there is no second copy of it in the code. A Schema
 * Object is a schema of JSON Schema 2020-12 (OpenAPI 3.2.0, Schema Object).
 */
export const DOCUMENT = {
  openapi: '3.2.0',
  info: { title: 'Bookings', version: '1.4.0', description: 'Rooms by the night.' },
  security: [{ token: [] }],
  paths: {
    '/bookings': {
      get: {
        summary: 'All bookings, one a line.',
        responses: {
          '200': {
            description: 'The bookings.',
            content: {
              'application/jsonl': { itemSchema: { $ref: '#/components/schemas/Booking' } },
            },
          },
          ...COMMON,
        },
      },
      post: {
        summary: 'Book a room.',
        requestBody: { required: true, content: content('NewBooking') },
        responses: {
          '201': {
            description: 'It is booked.',
            headers: { Location: { required: true, schema: { type: 'string' } } },
            content: content('Booking'),
          },
          '400': problem('The content is no JSON.'),
          '413': problem('The content is too long.'),
          '415': problem('The content is of another media type.'),
          '422': problem('The content does not fit the schema; it says where.'),
          ...COMMON,
        },
      },
    },
    '/bookings/{id}': {
      parameters: [ID],
      get: {
        summary: 'One booking.',
        responses: {
          '200': { description: 'The booking.', content: content('Booking') },
          '404': problem('There is no such booking.'),
          ...COMMON,
        },
      },
    },
  },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Guest: {
        type: 'object',
        required: ['name', 'email'],
        properties: {
          // Something must be left of it, once the spaces around it are gone.
          name: {
            type: 'string',
            minLength: 1,
            maxLength: 80,
            pattern: '\\S',
            examples: ['Ada'],
          },
          email: {
            type: 'string',
            format: 'email',
            maxLength: 254,
            examples: ['ada@mail.example'],
          },
        },
      },
      Stay: {
        type: 'object',
        required: ['from', 'nights'],
        properties: {
          from: { type: 'string', format: 'date', examples: ['2026-03-02'] },
          nights: { type: 'integer', minimum: 1, maximum: 14, examples: [3] },
        },
      },
      // Both halves, and nothing else: additionalProperties would not see into them.
      NewBooking: {
        allOf: [{ $ref: '#/components/schemas/Guest' }, { $ref: '#/components/schemas/Stay' }],
        unevaluatedProperties: false,
      },
      Booking: {
        allOf: [{ $ref: '#/components/schemas/Guest' }, { $ref: '#/components/schemas/Stay' }],
        required: ['id'],
        properties: { id: { type: 'string', examples: ['1'] } },
        unevaluatedProperties: false,
      },
      Problem: {
        type: 'object',
        required: ['title', 'status'],
        properties: {
          title: { type: 'string', examples: ['Service Unavailable'] },
          status: { type: 'integer', examples: [503] },
          detail: { type: 'string' },
          errors: {
            type: 'array',
            items: {
              type: 'object',
              required: ['pointer', 'detail'],
              properties: {
                pointer: { type: 'string', format: 'json-pointer', examples: ['/nights'] },
                detail: { type: 'string', examples: ['must be <= 14'] },
              },
            },
          },
        },
      },
    },
  },
} as const;
