const booking = {
  type: 'object',
  properties: {
    id: { type: 'integer' },
    name: { type: 'string' },
    from: { type: 'string' },
    nights: { type: 'integer' },
    room: { type: 'string', nullable: true },
  },
};

/** A file that was right once. Since then ids became strings, and answers came to be that nobody wrote down. */
export const DRIFTED = {
  openapi: '3.0.0',
  info: { title: 'Bookings', version: '1.0.0' },
  paths: {
    '/bookings': {
      post: {
        requestBody: { content: { 'application/json': { schema: booking } } },
        responses: {
          '201': { description: 'Created', content: { 'application/json': { schema: booking } } },
        },
      },
    },
    '/bookings/{id}': {
      get: {
        responses: {
          '200': { description: 'OK', content: { 'application/json': { schema: booking } } },
          '404': { description: 'Not Found' },
        },
      },
    },
  },
};
