/** Parses JSON text; undefined when it is not JSON. Never throws. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
