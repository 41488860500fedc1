import { createRequire } from 'node:module';
import type { PackageDefinition } from '@grpc/proto-loader';
import type { Enum, Field, Namespace, ReflectionObject, Root, Type } from 'protobufjs';
import type { ProtoField, ProtoTypes } from '../../wire/protobuf/types.ts';

/**
 * The types of `.proto` files that were loaded with `@grpc/proto-loader`, for a tap to read the
 * messages of their services by name: nested ones, enums, maps and those of imports too.
 */
export function protoTypesOf(loaded: PackageDefinition): ProtoTypes {
  const files = new Map<string, Buffer>();
  for (const part of Object.values(loaded)) {
    if (!('fileDescriptorProtos' in part)) continue;
    for (const file of part.fileDescriptorProtos as readonly Buffer[]) {
      files.set(file.toString('latin1'), file);
    }
  }
  return typesOfFiles([...files.values()]);
}

/**
 * The types of files as servers describe them by reflection.
 *
 * @param files each a serialised `FileDescriptorProto` (descriptor.proto)
 */
export function typesOfFiles(files: readonly Uint8Array[]): ProtoTypes {
  // Loaded only here: whoever has a .proto file has loaded it already.
  const require = createRequire(import.meta.url);
  const protobuf = require('protobufjs') as typeof import('protobufjs');
  const { FileDescriptorProto, FileDescriptorSet } = require('protobufjs/ext/descriptor') as Ext;
  const set = FileDescriptorSet.create({
    file: files.map((file) => FileDescriptorProto.decode(file)),
  });
  const root = (protobuf.Root as unknown as FromDescriptor).fromDescriptor(set);
  root.resolveAll();
  return typesIn(root);
}

/** The parts of protobufjs' extension for descriptors that are used here; it is typed apart from its root. */
interface Ext {
  readonly FileDescriptorProto: { decode(bytes: Uint8Array): object };
  readonly FileDescriptorSet: { create(set: { readonly file: readonly object[] }): object };
}
interface FromDescriptor {
  fromDescriptor(set: object): Root;
}

/** Every message, enum and method below a root, by full name without its leading dot. */
export function typesIn(root: Root): ProtoTypes {
  const messages: Record<string, Record<number, ProtoField>> = {};
  const enums: Record<string, Record<number, string>> = {};
  const methods: Record<string, { input: string; output: string }> = {};
  const visit = (part: ReflectionObject): void => {
    if ('fieldsArray' in part) addMessage(part as Type, messages);
    if ('valuesById' in part) enums[nameOf(part)] = { ...(part as Enum).valuesById };
    if ('methodsArray' in part) addMethods(part as never, methods);
    if ('nestedArray' in part) for (const nested of (part as Namespace).nestedArray) visit(nested);
  };
  visit(root);
  return { messages, enums, methods };
}

const nameOf = ({ fullName }: ReflectionObject) => fullName.replace(/^\./, '');

function addMessage(type: Type, messages: Record<string, Record<number, ProtoField>>): void {
  const fields: Record<number, ProtoField> = {};
  for (const field of type.fieldsArray) {
    fields[field.id] =
      'keyType' in field
        ? mapField(field as Field & { readonly keyType: string }, type, messages)
        : plain(field);
  }
  messages[nameOf(type)] = fields;
}

function plain(field: Field): ProtoField {
  return {
    name: field.name,
    type: typeOf(field),
    ...(field.repeated && { repeated: true }),
    ...(isMap(field) && { map: true }),
  };
}

/**
 * Whether a field of a descriptor is a map: of a nested type with a key and a value that is named after
 * it. protobufjs marks the message that holds an entry, not the entry.
 */
function isMap({ name, repeated, resolvedType }: Field): boolean {
  if (!repeated || resolvedType === null || !('fieldsArray' in resolvedType)) return false;
  const [key, value, ...others] = resolvedType.fieldsArray;
  const plainName = (text: string) => text.replace(/_/g, '').toLowerCase();
  return (
    resolvedType.parent?.options?.map_entry === true &&
    key?.name === 'key' &&
    value?.name === 'value' &&
    others.length === 0 &&
    plainName(resolvedType.name).replace(/entry$/, '') === plainName(name).replace(/entry$/, '')
  );
}

/** A map is a repeated message with its key as field 1 and its value as field 2 (proto3 guide, Maps). */
function mapField(
  field: Field & { readonly keyType: string },
  owner: Type,
  messages: Record<string, Record<number, ProtoField>>,
): ProtoField {
  const entry = `${nameOf(owner)}.${field.name}.Entry`;
  messages[entry] = {
    1: { name: 'key', type: field.keyType },
    2: { name: 'value', type: typeOf(field) },
  };
  return { name: field.name, type: entry, repeated: true, map: true };
}

function typeOf({ resolvedType, type }: Field): string {
  return resolvedType === null ? type : nameOf(resolvedType);
}

interface ServiceParts extends ReflectionObject {
  readonly methodsArray: readonly {
    readonly name: string;
    readonly resolvedRequestType: Type | null;
    readonly resolvedResponseType: Type | null;
  }[];
}

function addMethods(
  service: ServiceParts,
  methods: Record<string, { input: string; output: string }>,
): void {
  for (const { name, resolvedRequestType, resolvedResponseType } of service.methodsArray) {
    if (resolvedRequestType === null || resolvedResponseType === null) continue;
    methods[`/${nameOf(service)}/${name}`] = {
      input: nameOf(resolvedRequestType),
      output: nameOf(resolvedResponseType),
    };
  }
}
