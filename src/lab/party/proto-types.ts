import type { AnyDefinition, PackageDefinition, ServiceDefinition } from '@grpc/proto-loader';
import type { ProtoField, ProtoTypes } from '../../wire/protobuf/types.ts';

/** A message or enum as `descriptor.proto` describes it; the parts that are read here. */
interface Descriptor {
  readonly name?: string;
  readonly field?: readonly FieldDescriptor[];
  readonly value?: readonly { readonly name: string; readonly number: number }[];
}

interface FieldDescriptor {
  readonly name: string;
  readonly number: number;
  /** Such as `LABEL_REPEATED`. */
  readonly label: string;
  /** Such as `TYPE_INT32`. */
  readonly type: string;
  /** Of a message or enum: its name as the `.proto` file writes it. */
  readonly typeName: string;
}

/**
 * The types of `.proto` files that were loaded, for a tap to read the messages of their services by
 * name. Types are found by the last part of their name, so it must be theirs alone; maps are not read.
 */
export function protoTypesOf(loaded: PackageDefinition): ProtoTypes {
  const messages: Record<string, Record<number, ProtoField>> = {};
  const enums: Record<string, Record<number, string>> = {};
  const methods: Record<string, { input: string; output: string }> = {};
  const fullName = (name = '') =>
    Object.keys(loaded).find((each) => each === name || each.endsWith(`.${name}`)) ?? name;

  for (const [name, part] of Object.entries(loaded)) {
    if (isService(part)) {
      for (const { path, requestType, responseType } of Object.values(part)) {
        methods[path] = {
          input: fullName(descriptorOf(requestType).name),
          output: fullName(descriptorOf(responseType).name),
        };
      }
      continue;
    }
    const { field, value } = descriptorOf(part);
    if (value !== undefined) {
      enums[name] = Object.fromEntries(value.map((each) => [each.number, each.name]));
    } else {
      const fields = (field ?? []).map((each) => [each.number, fieldOf(each, fullName)] as const);
      messages[name] = Object.fromEntries(fields);
    }
  }
  return { messages, enums, methods };
}

function isService(part: AnyDefinition): part is ServiceDefinition {
  return !('format' in part && typeof part.format === 'string');
}

/** The loader types it as an object and no more. */
function descriptorOf({ type }: { readonly type: object }): Descriptor {
  return type;
}

function fieldOf(
  { name, label, type, typeName }: FieldDescriptor,
  fullName: (name: string) => string,
): ProtoField {
  const repeated = label === 'LABEL_REPEATED' && { repeated: true };
  if (type === 'TYPE_MESSAGE' || type === 'TYPE_ENUM') {
    return { name, type: fullName(typeName), ...repeated };
  }
  const scalar = type.replace('TYPE_', '').toLowerCase();
  return { name, type: scalar, ...repeated };
}
