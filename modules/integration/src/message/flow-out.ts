import type { StoredObject } from '@millrace/model';

interface Flow {
  readonly system: string;
  readonly way: string;
  readonly message: string;
}

/** The flow of the model by which a system is told something; none where it wants to hear nothing. */
export const flowOut = (flows: readonly StoredObject[], to: string, about: 'production-performance' | 'confirmation') =>
  flows.find((one) => {
    const { system, way, message } = one.fields as unknown as Flow;
    return system === to && way === 'out' && message === about;
  });
