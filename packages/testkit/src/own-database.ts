import pg from 'pg';
import { cluster } from './cluster.ts';

/** An empty database of a test's own. */
export interface OwnDatabase {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly drop: () => Promise<void>;
}

let counter = 0;

/** Makes an empty database on the tests' server. */
export async function ownDatabase(): Promise<OwnDatabase> {
  const { ownerUrl, appUrl } = await cluster();
  const name = `own_${process.pid}_${++counter}`;
  await onAdmin(ownerUrl('postgres'), `create database ${name}`);
  return { ownerUrl: ownerUrl(name), appUrl: appUrl(name), drop: () => onAdmin(ownerUrl('postgres'), `drop database if exists ${name} with (force)`) };
}

/** One statement on a connection of its own. */
export async function onAdmin(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
