import type * as z from 'zod/mini';

/** A record of `state`: under which key it is stored, and what stands for one that is missing or cannot be read. */
export interface StateRecord<Value> {
  readonly key: string;
  /** Never throws. */
  readonly parse: (stored: unknown) => Value;
}

/** A reader of one schema, with what stands for a record that is missing or unreadable. */
export function record<Schema extends z.ZodMiniType, Otherwise>(
  key: string,
  schema: Schema,
  otherwise: Otherwise,
): StateRecord<z.infer<Schema> | Otherwise> {
  return {
    key,
    parse(stored) {
      const parsed = schema.safeParse(stored);
      return parsed.success ? parsed.data : otherwise;
    },
  };
}
