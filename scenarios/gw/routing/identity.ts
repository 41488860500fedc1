/** What the service behind is told of who asks: fields to set, and `null` for those to take away. */
export type Identify = (received: Headers, user: string) => Readonly<Record<string, string | null>>;

/** The field by which services are told who asks. Only the gateway may set it. */
export const IDENTITY_FIELD = 'x-user-id';

/**
 * First takes away whatever the client said of who it is, then says who it is. The token stays in the gateway: no
 * service needs it, and whichever logs its requests would give it away.
 */
export const identifyAnew: Identify = (received, user) => {
  const fields: Record<string, string | null> = { authorization: null };
  for (const name of received.keys()) if (isSpelledAlike(name)) fields[name] = null;
  return { ...fields, [IDENTITY_FIELD]: user };
};

/** Some servers hand `X_User_Id` to their programs under the same name as `X-User-Id`. */
const isSpelledAlike = (name: string) => name.replaceAll('_', '-') === IDENTITY_FIELD;
