import { builtInProviders } from '..';
import { type BuiltIn, builtInOf } from './built-in';

let known: readonly BuiltIn[] | undefined;

/** What belongs to the built-in providers; worked out once. */
export function builtIns(): readonly BuiltIn[] {
  known ??= builtInProviders.map(builtInOf);
  return known;
}
