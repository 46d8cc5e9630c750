export { type Broker, type BrokerOptions, fullGrant, type Grant, startBroker, type Visitor } from './broker.ts';
export { mqttTopics } from './connector.ts';
export { covers, matches } from './topic-filter.ts';
