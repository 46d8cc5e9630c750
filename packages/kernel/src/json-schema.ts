import * as z from 'zod';

/** JSON Schema (draft 2020-12) of what a door accepts or answers; moments appear as text with their format. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output' = 'input'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: io === 'output' ? 'input' : io, unrepresentable: 'any', target: 'draft-2020-12' });
  return rest;
}
