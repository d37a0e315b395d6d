/** A query as far as reporting tools write them: fields, one object, equality, order ignored, a limit. */
export interface Query {
  text: string;
  fields: readonly string[];
  isCount: boolean;
  objectName: string;
  where: readonly (readonly [field: string, value: string])[];
  limit: number | undefined;
}

const shape =
  /^\s*select\s+(?<fields>.+?)\s+from\s+(?<object>\w+)(?:\s+where\s+(?<where>.+?))?(?:\s+order\s+by\s+[\w\s,]+?)?(?:\s+limit\s+(?<limit>\d+))?\s*$/is;

const equality = /^(\w+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|(true|false|null|-?[\d.]+))$/i;

/** Reads a query; a sentence like the provider's own when it cannot. */
export function parseQuery(text: string): Query | string {
  const groups = shape.exec(text)?.groups;
  if (!groups?.fields || !groups.object) return `unexpected token: '${text.trim().split(/\s+/)[0] ?? ''}'`;
  const where: [string, string][] = [];
  for (const condition of groups.where?.split(/\s+and\s+/i) ?? []) {
    const found = equality.exec(condition.trim());
    if (!found?.[1]) return `unexpected token: '${condition.trim()}'`;
    where.push([found[1], (found[2] ?? found[3] ?? '').replace(/\\(.)/g, '$1')]);
  }
  return {
    text,
    fields: groups.fields.split(',').map((field) => field.trim()),
    isCount: /^count\(\s*\)$/i.test(groups.fields.trim()),
    objectName: groups.object,
    where,
    limit: groups.limit === undefined ? undefined : Number(groups.limit),
  };
}

/** Ids compare by their first 15 characters. */
export function isEqual(stored: unknown, wanted: string): boolean {
  const text = String(stored);
  return text === wanted || (text.length === 18 && wanted.length === 15 && text.startsWith(wanted));
}
