/** Between a form that clients ask for and the one that a service speaks. */
export interface Translation {
  /** Whether this request asks for the other form. */
  isWanted(request: Request): boolean;
  /** What to tell the service otherwise. */
  ask(received: Headers): Readonly<Record<string, string | null>>;
  /** The service's answer in the form that was asked for. */
  answer(response: Response): Promise<Response>;
}
