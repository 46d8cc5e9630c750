interface Schema {
  readonly [word: string]: unknown;
}

/** A value that fits a JSON Schema as far as its words say: the least of everything, every needed field there. Another variant takes other words of an enumeration. */
export function sampleOf(schema: Schema, field = '', variant = 0): unknown {
  if ('const' in schema) return schema.const;
  if ('default' in schema) return schema.default;
  if (Array.isArray(schema.enum)) return schema.enum[variant % schema.enum.length];
  const choice = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (choice) return sampleOf(choice[0]!, field, variant);
  if (Array.isArray(schema.allOf)) return sampleOf(Object.assign({}, ...(schema.allOf as Schema[])) as Schema, field, variant);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object': {
      const properties = (schema.properties ?? {}) as Record<string, Schema>;
      const needed = (schema.required ?? []) as string[];
      return Object.fromEntries(needed.map((name) => [name, sampleOf(properties[name] ?? {}, name, variant)]));
    }
    case 'array':
      return Array.from({ length: Number(schema.minItems ?? 0) }, () => sampleOf((schema.items ?? {}) as Schema, field, variant));
    case 'number':
    case 'integer':
      return Math.max(Number(schema.minimum ?? 1), Number(schema.exclusiveMinimum ?? 0) + 1, 1);
    case 'boolean':
      return variant % 2 === 0;
    case 'string':
      return textOf(schema, field);
    default:
      return field === 'unit' ? '1' : 'x';
  }
}

function textOf(schema: Schema, field: string): string {
  if (schema.format === 'uuid') return crypto.randomUUID();
  if (schema.format === 'date-time') return '2026-11-22T06:00:00Z';
  if (schema.format === 'date') return '2026-11-22';
  if (schema.format === 'decimal') return '1';
  if (schema.format === 'duration') return 'PT1H';
  if (schema.pattern === '^[0-9a-f]{64}$') return (crypto.randomUUID() + crypto.randomUUID()).replaceAll('-', '');
  if (field === 'place' || field === 'at') return 'PK-11';
  if (field === 'unit') return 'kg';
  if (field === 'noun') return 'material.lot';
  return 'x'.repeat(Math.max(1, Number(schema.minLength ?? 1)));
}
