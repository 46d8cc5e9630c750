import type { Envelope } from './client.ts';

/** Keeps one idempotency key per thing a person is trying to do, until the server has answered it. */
export interface KeyRing {
  /** The key of this user action; the same one while its outcome is unknown. */
  keyFor(address: string, input: unknown, envelope?: Envelope): string;
  /** The server answered (done or refused): the next press is a new action. */
  settle(address: string, input: unknown, envelope?: Envelope): void;
}

/** A ring of keys; the secret of a signature is not part of what is remembered. */
export function keyRing(newKey: () => string = () => crypto.randomUUID()): KeyRing {
  const held = new Map<string, string>();
  return {
    keyFor(address, input, envelope) {
      const print = printOf(address, input, envelope);
      const key = held.get(print) ?? newKey();
      held.set(print, key);
      return key;
    },
    settle(address, input, envelope) {
      held.delete(printOf(address, input, envelope));
    },
  };
}

function printOf(address: string, input: unknown, envelope: Envelope = {}): string {
  const { signature, ...rest } = envelope;
  return JSON.stringify([address, input, rest, signature?.meaning ?? null]);
}
