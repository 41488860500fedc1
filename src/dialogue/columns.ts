/** The columns of a terminal, taken as 40 if it is less and 200 if it is more. */
export function columnsOf({ columns = 80 }: { readonly columns?: number }): number {
  return Math.min(200, Math.max(40, columns));
}
