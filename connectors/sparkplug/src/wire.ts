import protobuf from 'protobufjs/light.js';

/**
 * The messages of a Sparkplug B payload as protobuf (proto2) fields: numbers and types are facts of the Sparkplug 3.0.0
 * specification, chapter 6.4.1. Written as data; repeated numbers are unpacked as proto2 has it, both forms are read.
 */
const messages: Record<string, protobuf.IType> = {
  Payload: {
    fields: {
      timestamp: { id: 1, type: 'uint64' },
      metrics: { id: 2, type: 'Metric', rule: 'repeated' },
      seq: { id: 3, type: 'uint64' },
      uuid: { id: 4, type: 'string' },
      body: { id: 5, type: 'bytes' },
    },
  },
  Metric: {
    oneofs: { value: { oneof: ['intValue', 'longValue', 'floatValue', 'doubleValue', 'booleanValue', 'stringValue', 'bytesValue', 'datasetValue', 'templateValue'] } },
    fields: {
      name: { id: 1, type: 'string' },
      alias: { id: 2, type: 'uint64' },
      timestamp: { id: 3, type: 'uint64' },
      datatype: { id: 4, type: 'uint32' },
      isHistorical: { id: 5, type: 'bool' },
      isTransient: { id: 6, type: 'bool' },
      isNull: { id: 7, type: 'bool' },
      metadata: { id: 8, type: 'MetaData' },
      properties: { id: 9, type: 'PropertySet' },
      intValue: { id: 10, type: 'uint32' },
      longValue: { id: 11, type: 'uint64' },
      floatValue: { id: 12, type: 'float' },
      doubleValue: { id: 13, type: 'double' },
      booleanValue: { id: 14, type: 'bool' },
      stringValue: { id: 15, type: 'string' },
      bytesValue: { id: 16, type: 'bytes' },
      datasetValue: { id: 17, type: 'DataSet' },
      templateValue: { id: 18, type: 'Template' },
    },
  },
  MetaData: {
    fields: {
      isMultiPart: { id: 1, type: 'bool' },
      contentType: { id: 2, type: 'string' },
      size: { id: 3, type: 'uint64' },
      seq: { id: 4, type: 'uint64' },
      fileName: { id: 5, type: 'string' },
      fileType: { id: 6, type: 'string' },
      md5: { id: 7, type: 'string' },
      description: { id: 8, type: 'string' },
    },
  },
  PropertySet: {
    fields: {
      keys: { id: 1, type: 'string', rule: 'repeated' },
      values: { id: 2, type: 'PropertyValue', rule: 'repeated' },
    },
  },
  PropertyValue: {
    oneofs: { value: { oneof: ['intValue', 'longValue', 'floatValue', 'doubleValue', 'booleanValue', 'stringValue', 'propertysetValue', 'propertysetsValue'] } },
    fields: {
      type: { id: 1, type: 'uint32' },
      isNull: { id: 2, type: 'bool' },
      intValue: { id: 3, type: 'uint32' },
      longValue: { id: 4, type: 'uint64' },
      floatValue: { id: 5, type: 'float' },
      doubleValue: { id: 6, type: 'double' },
      booleanValue: { id: 7, type: 'bool' },
      stringValue: { id: 8, type: 'string' },
      propertysetValue: { id: 9, type: 'PropertySet' },
      propertysetsValue: { id: 10, type: 'PropertySetList' },
    },
  },
  PropertySetList: { fields: { propertyset: { id: 1, type: 'PropertySet', rule: 'repeated' } } },
  DataSet: {
    fields: {
      numOfColumns: { id: 1, type: 'uint64' },
      columns: { id: 2, type: 'string', rule: 'repeated' },
      types: { id: 3, type: 'uint32', rule: 'repeated' },
      rows: { id: 4, type: 'Row', rule: 'repeated' },
    },
  },
  Row: { fields: { elements: { id: 1, type: 'Cell', rule: 'repeated' } } },
  Cell: {
    oneofs: { value: { oneof: ['intValue', 'longValue', 'floatValue', 'doubleValue', 'booleanValue', 'stringValue'] } },
    fields: {
      intValue: { id: 1, type: 'uint32' },
      longValue: { id: 2, type: 'uint64' },
      floatValue: { id: 3, type: 'float' },
      doubleValue: { id: 4, type: 'double' },
      booleanValue: { id: 5, type: 'bool' },
      stringValue: { id: 6, type: 'string' },
    },
  },
  Template: {
    fields: {
      version: { id: 1, type: 'string' },
      metrics: { id: 2, type: 'Metric', rule: 'repeated' },
      parameters: { id: 3, type: 'Parameter', rule: 'repeated' },
      templateRef: { id: 4, type: 'string' },
      isDefinition: { id: 5, type: 'bool' },
    },
  },
  Parameter: {
    oneofs: { value: { oneof: ['intValue', 'longValue', 'floatValue', 'doubleValue', 'booleanValue', 'stringValue'] } },
    fields: {
      name: { id: 1, type: 'string' },
      type: { id: 2, type: 'uint32' },
      intValue: { id: 3, type: 'uint32' },
      longValue: { id: 4, type: 'uint64' },
      floatValue: { id: 5, type: 'float' },
      doubleValue: { id: 6, type: 'double' },
      booleanValue: { id: 7, type: 'bool' },
      stringValue: { id: 8, type: 'string' },
    },
  },
};

// proto2 said per message: protobufjs otherwise reads a JSON descriptor as proto3 and drops what is zero (seq 0, alias 0)
const nested = Object.fromEntries(Object.entries(messages).map(([name, one]) => [name, { ...one, edition: 'proto2' }]));

/** The payload message, ready to encode and decode. */
export const wirePayload: protobuf.Type = protobuf.Root.fromJSON({ nested }).lookupType('Payload');
