/** An index for what is compared, and none for what is sorted by. */
export const HALF_AN_INDEX = `
  CREATE INDEX orders_of_customer ON orders (customer_id);
`;
