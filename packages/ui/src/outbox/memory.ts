import type { Kept, OutboxStorage } from './outbox.ts';

/** A queue in memory: for tests, the gallery, and browsers that refuse to store. */
export function memoryStorage(entries: readonly Kept[] = []): OutboxStorage {
  const held = new Map(entries.map((entry) => [entry.id, entry]));
  return {
    all: async () => [...held.values()],
    put: async (entry) => void held.set(entry.id, entry),
    remove: async (id) => void held.delete(id),
  };
}
