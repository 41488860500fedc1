import { isProduct, type Product } from '../parts/product.ts';

/** A product as it was read, with the version that it was. */
export interface ReadProduct {
  readonly product: Product;
  /** As the server sent it, to be sent back as it is: what it means is the server's business. */
  readonly etag: string;
}

/** A change as a function, so that it can be made again to what others have made of the product. */
export type Edit = (product: Product) => Product;

/** How often an edit is made again before the editor gives up. */
const MAX_ATTEMPTS = 20;

export interface ProductEditorOptions {
  readonly fetch: typeof fetch;
  /** Where the product is. */
  readonly url: string;
}

/** A client that edits a product together with others, and overwrites nobody's work. */
export function productEditor({ fetch, url }: ProductEditorOptions) {
  async function read(): Promise<ReadProduct> {
    const response = await fetch(url, { headers: { accept: 'application/json' } });
    const product: unknown = await response.json();
    const etag = response.headers.get('etag');
    if (!isProduct(product) || etag === null) {
      throw new Error(`${url} gave no product with a version, but ${response.status}`);
    }
    return { product, etag };
  }

  /** Saves an edit of what was read. If somebody was faster, reads again and edits that. */
  async function save(held: ReadProduct, edit: Edit): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(url, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'if-match': held.etag },
        body: JSON.stringify(edit(held.product)),
      });
      if (response.status !== 412 || attempt === MAX_ATTEMPTS) return response;
      await response.body?.cancel();
      held = await read();
    }
  }

  return { read, save };
}
