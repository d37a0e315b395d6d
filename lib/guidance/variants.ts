import type { Cause } from '../model/cause';
import { wordVariants } from '../providers/variants';
import type { WordVariant } from '../providers/word-variant';

/** A variant with the key its messages start with: `<key>_<part>` for the parts, `<key>_step_<n>` for the click path. */
export interface Variant extends WordVariant {
  key: string;
  providerId: string;
}

function toVariant(providerId: string, variant: WordVariant): Variant {
  const name = variant.only === undefined ? '' : `_${variant.only.name}`;
  return { ...variant, providerId, key: `guidance_${providerId}_${variant.cause}${name}` };
}

/** Every variant there is; a test checks that the words are there. */
export const variants: readonly Variant[] = [...wordVariants].flatMap(([providerId, own]) =>
  own.map((variant) => toVariant(providerId, variant)),
);

/** The provider's own words for a cause, those for the failing area first; undefined where the usual ones do. */
export function findVariant(providerId: string, cause: Cause, area: string | undefined): Variant | undefined {
  const own = (wordVariants.get(providerId) ?? []).filter((variant) => variant.cause === cause);
  const forArea = own.find(({ only }) => only !== undefined && area !== undefined && only.areas.test(area));
  const found = forArea ?? own.find(({ only }) => only === undefined);
  return found && toVariant(providerId, found);
}

/** Whether a provider is one of those that come with words of their own. */
export function hasOwnWords(providerId: string): boolean {
  return wordVariants.has(providerId);
}
