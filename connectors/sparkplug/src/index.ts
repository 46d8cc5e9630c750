export { sparkplug } from './connector.ts';
export { datatype, type DatatypeName } from './datatype.ts';
export { aboutToConnect, type Input, newborn, nextDue, onlineSources, stateMessage, type Step, step } from './host.ts';
export type { Output, Publish, Remark } from './outputs.ts';
export { decodePayload, encodePayload, type Metric, type Payload, type Property, type Raw } from './payload.ts';
export type { HostRules } from './rules.ts';
export type { EdgeNode, HostState } from './state.ts';
export { nodeCommandTopic, readTopic, sourceOf, stateTopic } from './topic.ts';
export { metric, rawOf, type Table, type Value, valueOf } from './value.ts';
