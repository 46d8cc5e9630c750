import { useRef, useState } from 'react';
import { nounOf } from './address.ts';
import { useForget } from './ask.tsx';
import type { Envelope, Outcome } from './client.ts';
import { useClient } from './context.tsx';
import { keyRing } from './key-ring.ts';
import { Fault } from './refusal.ts';

export interface Acting {
  /** Does the command; throws the refusal or fault it also keeps in `error`. */
  readonly act: (input: unknown, envelope?: Envelope) => Promise<Outcome>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly reset: () => void;
}

/** Do one command from a component: one key while the outcome is unknown, answers about the touched records asked again. */
export function useAct(address: string): Acting {
  const client = useClient();
  const forget = useForget();
  const keys = useRef(keyRing());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function act(input: unknown, envelope?: Envelope): Promise<Outcome> {
    setBusy(true);
    setError(undefined);
    try {
      const outcome = await client.act(address, input, envelope, keys.current.keyFor(address, input, envelope));
      keys.current.settle(address, input, envelope);
      void forget([nounOf(address), ...outcome.records.map((record) => record.noun)]);
      return outcome;
    } catch (cause) {
      if (!(cause instanceof Fault && cause.uncertain)) keys.current.settle(address, input, envelope);
      setError(cause);
      throw cause;
    } finally {
      setBusy(false);
    }
  }

  return { act, busy, error, reset: () => setError(undefined) };
}
