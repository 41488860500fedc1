import { IDENTITY_FIELD, type Identify } from '../identity.ts';

/** Says who asks, unless somebody has said so already. */
export const believesField: Identify = (received, user) => ({
  authorization: null,
  [IDENTITY_FIELD]: received.get(IDENTITY_FIELD) ?? user,
});
