/** What somebody orders. */
export interface Order {
  readonly productId: number;
  readonly quantity: number;
}

/** More of one thing is a mistake, or somebody who tries what breaks. */
const MAX_QUANTITY = 1000;

/** An order, if the content is one. Members that it does not have are not looked at. */
export function readOrder(content: unknown): Order | undefined {
  if (typeof content !== 'object' || content === null) return undefined;
  if (!('productId' in content && 'quantity' in content)) return undefined;
  const productId = wholeNumber(content.productId);
  const quantity = wholeNumber(content.quantity);
  if (productId === undefined || quantity === undefined) return undefined;
  return quantity >= 1 && quantity <= MAX_QUANTITY ? { productId, quantity } : undefined;
}

function wholeNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}
