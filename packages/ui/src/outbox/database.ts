import type { Kept, OutboxStorage } from './outbox.ts';

/** The queue on the device's disk (IndexedDB), written with strict durability: a report is shown as kept only once it is. */
export function deviceStorage(factory: IDBFactory, name = 'millrace-outbox'): OutboxStorage {
  let opened: Promise<IDBDatabase> | undefined;
  const database = () => (opened ??= open(factory, name));
  const within = async <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    const transaction = (await database()).transaction('report', mode, { durability: 'strict' });
    const request = work(transaction.objectStore('report'));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onerror = transaction.onabort = () =>
        reject(new Error('This device could not keep the report; write it down and tell your team leader.', { cause: transaction.error }));
    });
    return request.result;
  };
  return {
    all: () => within<Kept[]>('readonly', (store) => store.getAll()),
    put: async (entry) => void (await within('readwrite', (store) => store.put(entry))),
    remove: async (id) => void (await within('readwrite', (store) => store.delete(id))),
  };
}

function open(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('report', { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('This device refuses to keep reports while offline.', { cause: request.error }));
  });
}
