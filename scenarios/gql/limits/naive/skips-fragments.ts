import { getOperationAST, Kind, type SelectionSetNode } from 'graphql';
import { type BillOf, billOf } from '../bill.ts';

/** Goes down from field to field. What is behind a fragment is not looked at. */
export const skipsFragments: BillOf = (request, tariff) => {
  const bill = billOf(request, tariff);
  const operation = getOperationAST(request.document, request.operationName);
  return bill && { ...bill, depth: depthOf(operation?.selectionSet) };
};

const depthOf = (set: SelectionSetNode | undefined): number =>
  Math.max(
    0,
    ...(set?.selections ?? []).map((selection) =>
      selection.kind === Kind.FIELD ? 1 + depthOf(selection.selectionSet) : 0,
    ),
  );
