import { Kind, visit } from 'graphql';
import { type BillOf, billOf } from '../bill.ts';

/** A point for each field that stands in the text, however long the lists around it are. */
export const countsFields: BillOf = (request, tariff) => {
  let points = 0;
  visit(request.document, { [Kind.FIELD]: () => void points++ });
  const bill = billOf(request, tariff);
  return bill && { ...bill, points };
};
