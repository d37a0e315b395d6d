/** One step of a path: a plain member, an index in brackets, or any member quoted in brackets. */
const step = String.raw`[A-Za-z_][\w-]*|\[\d{1,4}\]|\["[^"\\\]]{1,200}"\]`;
const wholePath = new RegExp(
  String.raw`^(?:\$\.?)?(?:${step})(?:\.[A-Za-z_][\w-]*|\[\d{1,4}\]|\["[^"\\\]]{1,200}"\]){0,11}$`,
);
const eachStep = new RegExp(step, 'g');

/**
 * Whether a text is a path into JSON as we read it: `data.company.id`, `companies[0].id`, `["https://books.example/id"]`,
 * with or without a leading `$`: the part of RFC 9535 that leads to one value.
 */
export function isJsonPath(path: string): boolean {
  return wholePath.test(path);
}

function keyOf(part: string): string {
  if (part.startsWith('["')) return part.slice(2, -2);
  return part.startsWith('[') ? part.slice(1, -1) : part;
}

/** The value a path leads to; undefined where it leads nowhere. Own members only: `__proto__` is a name like any other. */
export function readPath(value: unknown, path: string): unknown {
  let at = value;
  for (const [part] of path.matchAll(eachStep)) {
    const key = keyOf(part);
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = Object.getOwnPropertyDescriptor(at, key)?.value;
  }
  return at;
}
