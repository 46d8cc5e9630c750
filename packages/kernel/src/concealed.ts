import * as z from 'zod';
import type { AnyCommand } from './command.ts';
import { jsonSchemaOf } from './json-schema.ts';

/** Who chooses a secret. */
export interface Chooser {
  readonly person: string;
  readonly name: string;
}

/**
 * A field of an input that the door makes of a secret, so that the secret itself never comes into an act, an event or the trail.
 * What a sender writes into the field proves nothing and is left out.
 */
export type Concealed =
  /** The door makes a token: its SHA-256 goes in, and the token is told to the sender once, under this name. */
  | { readonly makes: string }
  /** The sender gives a secret under this name. `slowly`: argon2id with a salt of its own. `findably`: argon2id with the site's, so that it is found again by itself. `not` says why what fits is none for this person. */
  | {
      readonly takes: string;
      readonly as: z.ZodType<string | undefined>;
      readonly not?: (secret: string, who: Chooser) => string | undefined;
      readonly kept: 'slowly' | 'findably';
    }
  /** The sender proves who they are by the password of now, under this name: whether it was right goes in, and wrong ones count. */
  | { readonly proves: string };

/** The name under which a sender gives the secret; none where the door makes it. */
export const givenAs = (one: Concealed): string | undefined => ('makes' in one ? undefined : 'takes' in one ? one.takes : one.proves);

/** JSON Schema of what a sender writes: secrets by their own names, and none of the fields that the door makes of them. */
export function formSchemaOf(command: AnyCommand): Record<string, unknown> {
  const schema = jsonSchemaOf(command.input) as { properties?: Record<string, unknown>; required?: string[] };
  const fields = Object.entries(command.secrets as Record<string, Concealed>);
  if (fields.length === 0) return schema;
  const hidden = new Set(fields.map(([field]) => field));
  const properties = Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => !hidden.has(name)));
  const required = (schema.required ?? []).filter((name) => !hidden.has(name));
  for (const [field, one] of fields) {
    const name = givenAs(one);
    if (name === undefined) continue;
    properties[name] = { ...('takes' in one ? jsonSchemaOf(one.as) : { type: 'string' }), format: 'password', writeOnly: true };
    if (schema.required?.includes(field)) required.push(name);
  }
  return { ...schema, properties, ...(required.length > 0 && { required }) };
}
