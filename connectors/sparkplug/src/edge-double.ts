import { encodePayload, type Metric, type Payload } from './payload.ts';
import { metric } from './value.ts';

/** An edge node for tests: numbers its messages as the specification has it. Not part of the connector. */
export function edgeDouble(group: string, node: string) {
  let seq = 0;
  const message = (kind: string, device: string | undefined, payload: Payload) => ({
    topic: `spBv1.0/${group}/${kind}/${node}${device === undefined ? '' : `/${device}`}`,
    bytes: encodePayload(payload),
  });
  const numbered = (kind: string, at: number, metrics: readonly Metric[], device?: string) => {
    const sent = message(kind, device, { timestamp: BigInt(at), seq: BigInt(seq), metrics });
    seq = (seq + 1) % 256;
    return sent;
  };
  return {
    death: (bdSeq: bigint) => message('NDEATH', undefined, { metrics: [metric('bdSeq', 'Int64', bdSeq)] }),
    birth(at: number, bdSeq: bigint, metrics: readonly Metric[]) {
      seq = 0;
      return numbered('NBIRTH', at, [metric('bdSeq', 'Int64', bdSeq), metric('Node Control/Rebirth', 'Boolean', false), ...metrics]);
    },
    data: (at: number, metrics: readonly Metric[]) => numbered('NDATA', at, metrics),
    deviceBirth: (at: number, device: string, metrics: readonly Metric[]) => numbered('DBIRTH', at, metrics, device),
    deviceData: (at: number, device: string, metrics: readonly Metric[]) => numbered('DDATA', at, metrics, device),
    deviceDeath: (at: number, device: string) => numbered('DDEATH', at, [], device),
  };
}

/** A metric of DATA: alias and value, no name and no datatype. */
export function aliased(alias: bigint, value: Metric, timestamp: number): Metric {
  return { alias, timestamp: BigInt(timestamp), ...(value.raw && { raw: value.raw }), ...(value.isNull && { isNull: true }) };
}
