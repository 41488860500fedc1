import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  getArgumentValues,
  getNamedType,
  getNullableType,
  getOperationAST,
  getVariableValues,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import type { ValidRequest } from '../parts/graphql-endpoint.ts';

/** What a query asks for, worked out from its text and its variables before anything is loaded. */
export interface Bill {
  /** How many fields lie within each other at most. */
  readonly depth: number;
  /** At least as many as there are objects to load; fields with a weight cost that instead of 1. */
  readonly points: number;
  /** The lists that would be longer than they may be, or that have no length at all. */
  readonly wrongLengths: readonly GraphQLError[];
}

export interface Tariff {
  /** The largest `first` of a list. */
  readonly mostFirst: number;
  /** How long a list is taken to be that has no `first`, such as those of introspection. */
  readonly assumedLength: number;
  /** Points of fields that cost more than an object, such as `Mutation.login`. */
  readonly weights: Readonly<Record<string, number>>;
}

/** Nothing if the operation is not there or a variable does not fit: execution says so. */
export type BillOf = (request: ValidRequest, tariff: Tariff) => Bill | undefined;

type Price = Pick<Bill, 'depth' | 'points'>;

const NOTHING: Price = { depth: 0, points: 0 };

/**
 * Adds up what is selected, and multiplies by the length of each list on the way. Both branches of a
 * condition are counted and nothing is found twice, so a query may cost less than its bill, never more.
 *
 * Works in time proportional to the document, however often it spreads its fragments: what a fragment
 * costs does not depend on where it is spread. The document is valid, so no fragment spreads itself.
 */
export const billOf: BillOf = (request, { mostFirst, assumedLength, weights }) => {
  const { schema, document } = request;
  const operation = getOperationAST(document, request.operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return undefined;
  const definitions = operation.variableDefinitions ?? [];
  const { coerced } = getVariableValues(schema, definitions, request.variables ?? {});
  if (coerced === undefined) return undefined;
  const variables = coerced;

  const fragments = new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const priced = new Map<FragmentDefinitionNode, Price>();
  const wrongLengths: GraphQLError[] = [];

  function priceOfSet({ selections }: SelectionSetNode, parent: GraphQLNamedType): Price {
    return selections.map((selection) => priceOf(selection, parent)).reduce(beside, NOTHING);
  }

  function priceOf(selection: SelectionNode, parent: GraphQLNamedType): Price {
    if (selection.kind === Kind.FIELD) return priceOfField(selection, parent);
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const type = schema.getType(selection.typeCondition?.name.value ?? parent.name);
      return priceOfSet(selection.selectionSet, type ?? parent);
    }
    const fragment = fragments.get(selection.name.value);
    return fragment === undefined ? NOTHING : priceOfFragment(fragment);
  }

  function priceOfFragment(fragment: FragmentDefinitionNode): Price {
    const type = schema.getType(fragment.typeCondition.name.value);
    const known = priced.get(fragment);
    const price = known ?? (type ? priceOfSet(fragment.selectionSet, type) : NOTHING);
    priced.set(fragment, price);
    return price;
  }

  function priceOfField(node: FieldNode, parent: GraphQLNamedType): Price {
    const field = fieldOf(parent, node.name.value);
    if (field === undefined) return NOTHING;
    const type = getNamedType(field.type);
    const inside = node.selectionSet ? priceOfSet(node.selectionSet, type) : NOTHING;
    const own = weights[`${parent.name}.${field.name}`] ?? (isCompositeType(type) ? 1 : 0);
    const points = lengthOf(field.type, firstOf(node, field)) * (own + inside.points);
    return { depth: 1 + inside.depth, points: Math.min(points, Number.MAX_SAFE_INTEGER) };
  }

  function firstOf(node: FieldNode, field: GraphQLField<unknown, unknown>): number | undefined {
    const first = argumentsOf(node, field, variables).first;
    if (typeof first !== 'number') return undefined;
    if (first >= 0 && first <= mostFirst) return first;
    const text = `${field.name}: first is ${first}, and may be from 0 to ${mostFirst}`;
    wrongLengths.push(new GraphQLError(text, { nodes: node, extensions: { code: 'LIST_LENGTH' } }));
    return Math.max(first, 0);
  }

  function lengthOf(type: GraphQLOutputType, first = assumedLength): number {
    const list = getNullableType(type);
    return isListType(list) ? first * lengthOf(list.ofType) : 1;
  }

  return { ...priceOfSet(operation.selectionSet, root), wrongLengths };
};

/** Every type that has fields has the first of these; only a query has the others. */
const META_FIELDS = [TypeNameMetaFieldDef, SchemaMetaFieldDef, TypeMetaFieldDef];

function fieldOf(parent: GraphQLNamedType, name: string) {
  const fields = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields() : {};
  return fields[name] ?? META_FIELDS.find((field) => field.name === name);
}

const beside = (one: Price, other: Price): Price => ({
  depth: Math.max(one.depth, other.depth),
  points: one.points + other.points,
});

/** None if one of them does not fit: execution says so, and the field is not resolved. */
function argumentsOf(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  try {
    return getArgumentValues(field, node, variables);
  } catch {
    return {};
  }
}
