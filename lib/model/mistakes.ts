import type * as z from 'zod/mini';
import { parseJson } from './json';
import { failure, type Result, success } from './result';
import { type Text, text } from './text';

/** Something in a definition that has to be changed; `path` names the place as it is written in JSON (`check.url`). */
export interface Mistake {
  path: string;
  words: Text;
}

type Issue = z.core.$ZodIssue;

const kinds: Readonly<Record<string, string>> = {
  string: 'definition_mistake_not_text',
  number: 'definition_mistake_not_number',
  int: 'definition_mistake_not_number',
  boolean: 'definition_mistake_not_yes_no',
  array: 'definition_mistake_not_list',
  object: 'definition_mistake_not_object',
  record: 'definition_mistake_not_object',
};

/** A sentence for each check of the schema, by the name the schema gives it. */
const checks: Readonly<Record<string, string>> = {
  id_shape: 'definition_mistake_id_shape',
  not_https: 'definition_mistake_not_https',
  no_place_here: 'definition_mistake_no_place_here',
  place_shape: 'definition_mistake_place_shape',
  path_shape: 'definition_mistake_path_shape',
  scope_shape: 'definition_mistake_scope_shape',
  area_shape: 'definition_mistake_area_shape',
  host_shape: 'definition_mistake_host_shape',
  parameter_shape: 'definition_mistake_parameter_shape',
  own_parameter: 'definition_mistake_own_parameter',
  text_shape: 'definition_mistake_text_shape',
};

function pathOf(keys: readonly PropertyKey[]): string {
  return keys
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

function valueAt(value: unknown, keys: readonly PropertyKey[]): unknown {
  return keys.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}

function sizeMistake(path: string, issue: Extract<Issue, { code: 'too_big' | 'too_small' }>): Mistake {
  const isBig = issue.code === 'too_big';
  const limit = String(isBig ? issue.maximum : issue.minimum);
  if (issue.origin === 'string') {
    return {
      path,
      words: isBig ? text('definition_mistake_too_long', path, limit) : text('definition_mistake_missing', path),
    };
  }
  if (issue.origin === 'array') {
    return {
      path,
      words: isBig ? text('definition_mistake_too_many', path, limit) : text('definition_mistake_missing', path),
    };
  }
  return { path, words: text(isBig ? 'definition_mistake_too_high' : 'definition_mistake_too_low', path, limit) };
}

function mistakesOf(issue: Issue, typed: unknown): Mistake[] {
  const path = pathOf(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const place = pathOf([...issue.path, key]);
        return { path: place, words: text('definition_mistake_unknown', place) };
      });
    case 'too_big':
    case 'too_small':
      return [sizeMistake(path, issue)];
    case 'invalid_value':
      if (valueAt(typed, issue.path) === undefined) return [{ path, words: text('definition_mistake_missing', path) }];
      return [{ path, words: text('definition_mistake_not_one_of', path, issue.values.join(', ')) }];
    case 'invalid_type': {
      if (path === '') return [{ path, words: text('definition_mistake_not_definition') }];
      const isMissing = valueAt(typed, issue.path) === undefined;
      return [
        {
          path,
          words: text(
            isMissing ? 'definition_mistake_missing' : (kinds[issue.expected] ?? 'definition_mistake_other'),
            path,
          ),
        },
      ];
    }
    case 'invalid_key':
      return issue.issues.flatMap((inner) => mistakesOf({ ...inner, path: issue.path }, typed));
    default:
      return [{ path, words: text(checks[issue.message] ?? 'definition_mistake_other', path) }];
  }
}

/** Where JSON text breaks, as both browser engines say it (V8: "(line 3 column 1)", SpiderMonkey: "at line 3 column 1"). */
function placeOfBreak(typed: string): { line: string; column: string } | undefined {
  try {
    JSON.parse(typed);
  } catch (error) {
    const [, line, column] = /line (\d+) column (\d+)/.exec(String(error)) ?? [];
    return line === undefined || column === undefined ? undefined : { line, column };
  }
  return undefined;
}

/**
 * Reads a document that a person wrote, pasted or imported as JSON. Every mistake has a place and a sentence; nothing of
 * the text is lost, because nothing of it is changed.
 *
 * @param maxLength longest text that is read, in UTF-16 units
 */
export function readDocument<Schema extends z.ZodMiniType>(
  typed: string,
  schema: Schema,
  maxLength: number,
): Result<z.infer<Schema>, Mistake[]> {
  if (typed.length > maxLength) {
    return failure([{ path: '', words: text('definition_mistake_too_large', String(maxLength)) }]);
  }
  const value = parseJson(typed);
  if (value === undefined) {
    const place = placeOfBreak(typed);
    const words = place
      ? text('definition_mistake_not_json_at', place.line, place.column)
      : text('definition_mistake_not_json');
    return failure([{ path: '', words }]);
  }
  const parsed = schema.safeParse(value);
  return parsed.success
    ? success(parsed.data)
    : failure(parsed.error.issues.flatMap((issue) => mistakesOf(issue, value)));
}
