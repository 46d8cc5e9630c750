import * as z from 'zod';
import type { Connector } from './connector.ts';

/** A connection's settings are wrong: one line per fault, each with path, value and what is allowed. */
export class ConfigError extends Error {
  readonly faults: readonly string[];
  constructor(type: string, faults: readonly string[]) {
    super(`The settings of this ${type} connection are wrong:\n${faults.map((one) => `  ${one}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

const isSecret = /password|secret|token|key$/i;

/** Checks the settings of a connection. A secret's value is never repeated in the fault. */
export function readConfig<Schema extends z.ZodType>(connector: Connector<Schema>, raw: unknown): z.output<Schema> {
  const read = connector.config.safeParse(raw);
  if (read.success) return read.data;
  throw new ConfigError(
    connector.type,
    read.error.issues.map((issue) => {
      const path = issue.path.map(String).join('.');
      const told = valueAt(raw, issue.path);
      const value = told === undefined ? 'missing' : isSecret.test(path) ? '(hidden)' : shorten(JSON.stringify(told));
      return `${path || '(whole)'}: ${value}: ${issue.message}`;
    }),
  );
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((one, key) => (one !== null && typeof one === 'object' ? Reflect.get(one, key) : undefined), raw);
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
