import {
  codeWithChallenge,
  forCode,
  type Grant,
  type ResponseType,
} from '../authorization-server.ts';

/** The token comes back at once, through the browser: one round trip less. */
const token: ResponseType = {
  refuses: () => undefined,
  answer: (_, { user }, { tokens }) => ({
    access_token: tokens.issue({ user, scope: 'orders' }).token,
    token_type: 'Bearer',
  }),
};

/** The client asks for the password itself: no redirects. */
const password: Grant = (form, { knows, tokens }) => {
  const user = form.get('username') ?? '';
  return knows(user, form.get('password') ?? '')
    ? tokens.issue({ user, scope: 'orders' })
    : { error: 'invalid_grant' };
};

/** Whatever RFC 6749 has. */
export const allGrants = {
  responses: { code: codeWithChallenge, token },
  grants: { authorization_code: forCode, password },
};
