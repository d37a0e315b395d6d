import { isFaultName, type Pair } from './pairs';

const maxNodes = 12_000;
const maxValueLength = 600;

/** The last part of a namespaced member name, lower case: `ia::status` is `status`. */
function plainName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1).toLowerCase();
}

/** `error: false` and `errors: []` say that there is none. */
function isNothing(value: unknown): boolean {
  return (
    value === false || value === null || value === 0 || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

interface Step {
  name: string;
  value: unknown;
  inFault: boolean;
}

/**
 * Flattens a parsed JSON value into named primitives, in document order; items of a list carry the list's name.
 * `inFault` marks what belongs to an error, so that a good answer's data is never read as one.
 * Walks with a stack of its own, so that depth cannot hurt, and stops after a fixed number of values (SEC-55).
 */
export function jsonPairs(root: unknown): Pair[] {
  const pairs: Pair[] = [];
  const stack: Step[] = [{ name: '', value: root, inFault: false }];
  for (let seen = 0; seen < maxNodes; seen += 1) {
    const step = stack.pop();
    if (step === undefined) break;
    const { name, value, inFault } = step;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      pairs.push({ name, value: String(value).slice(0, maxValueLength), inFault });
    } else if (Array.isArray(value)) {
      for (let index = Math.min(value.length, maxNodes) - 1; index >= 0; index -= 1) {
        stack.push({ name, value: value[index], inFault });
      }
    } else if (typeof value === 'object' && value !== null) {
      const members = Object.entries(value).slice(0, maxNodes);
      const steps = members.map(([key, member]) => ({ name: plainName(key), value: member }));
      const holdsFault = inFault || steps.some((member) => isFaultName(member.name) && !isNothing(member.value));
      for (const member of steps.reverse()) {
        const isPrimitive = typeof member.value !== 'object';
        stack.push({
          ...member,
          inFault: inFault || (isFaultName(member.name) && !isNothing(member.value)) || (holdsFault && isPrimitive),
        });
      }
    }
  }
  return pairs;
}
