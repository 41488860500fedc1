import type { Node } from '../types.ts';

/** The members of an object, in order; none for any other value. */
export function membersOf(value: Node | undefined): readonly Node[] {
  return value?.kind === 'json.object' ? (value.children ?? []) : [];
}

/** The elements of an array, in order; none for any other value. */
export function elementsOf(value: Node | undefined): readonly Node[] {
  return value?.kind === 'json.array' ? (value.children ?? []) : [];
}

/** The value of a member. */
export function memberValue(member: Node | undefined): Node | undefined {
  return member?.children?.[1];
}

/** The member of this name; the last one, as most parsers have it, if there are several. */
export function memberNamed(object: Node | undefined, name: string): Node | undefined {
  return membersOf(object).findLast((member) => member.name === name);
}

/** The text of a string value; nothing if the value is no string. */
export function stringOf(value: Node | undefined): string | undefined {
  return value?.kind === 'json.string' ? (value.value ?? '') : undefined;
}
