interface App {
  fetch(request: Request): Response | Promise<Response>;
}

/** An answer without content. */
export const answer =
  (status: number, headers: Readonly<Record<string, string>> = {}) =>
  (): Response =>
    new Response(null, { status, headers });

/** What stands before an app and answers in its place while the app is out of order. */
export function withOutages(app: App) {
  const planned: (() => Response)[] = [];
  let lasting: (() => Response) | undefined;
  return {
    fetch(request: Request): Response | Promise<Response> {
      const inItsPlace = planned.shift() ?? lasting;
      return inItsPlace ? inItsPlace() : app.fetch(request);
    },
    /** The next requests get these answers, one each; the app gets those after. */
    failNext: (...answers: readonly (() => Response)[]) => void planned.push(...answers),
    /** Every request gets this answer, until it is set to none. */
    failWith(answer: (() => Response) | undefined): void {
      lasting = answer;
    },
  };
}
