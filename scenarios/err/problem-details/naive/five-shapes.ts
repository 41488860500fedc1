import type { Refuse } from '../problem-types.ts';

/** Each route answers errors as whoever wrote it is used to. */
export const fiveShapes: Refuse = (refusal) => {
  switch (refusal.kind) {
    case 'invalid-account': {
      const fields = refusal.violations.map(({ rule }) => [rule, ['is invalid']]);
      return Response.json({ errors: Object.fromEntries(fields) }, { status: 422 });
    }
    case 'email-taken':
      return Response.json({ error: 'That e-mail address is taken' }, { status: 409 });
    case 'account-deleted':
      return new Response('Gone', { status: 410 });
    default: {
      const { status, fields } = refusal;
      const content =
        status === 404 ? { message: 'Not found' } : { success: false, code: 1000 + status };
      return Response.json(content, { status, ...(fields && { headers: fields }) });
    }
  }
};
