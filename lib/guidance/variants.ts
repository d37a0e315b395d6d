import type { Cause } from '../model/cause';

/** Words of its own that a provider has for a cause: `<key>_<part>` for the parts, `<key>_step_<n>` for the click path. */
export interface Variant {
  key: string;
  /** `why`, `why_likely`, `todo`, `message`: which of the usual words are replaced. */
  parts: readonly string[];
  steps: number;
}

interface VariantFacts {
  provider: string;
  cause: Cause;
  parts: readonly string[];
  steps: number;
  /** The variant is for reads of these areas alone, and has its own name. */
  only?: { name: string; areas: RegExp };
}

/** Only what a facts page knows a reason or a click path for. */
const variantFacts: readonly VariantFacts[] = [
  { provider: 'xero', cause: 'refresh_token_expired', parts: ['why', 'why_likely'], steps: 3 },
];

function keyOf({ provider, cause, only }: VariantFacts): string {
  return `guidance_${provider}_${cause}${only === undefined ? '' : `_${only.name}`}`;
}

/** Every variant with the key its messages start with; a test checks that the words are there. */
export const variants: readonly (Variant & VariantFacts)[] = variantFacts.map((facts) => ({
  ...facts,
  key: keyOf(facts),
}));

/** The provider's own words for a cause, those for the failing area first; undefined where the usual ones do. */
export function findVariant(providerId: string, cause: Cause, area: string | undefined): Variant | undefined {
  const own = variants.filter((variant) => variant.provider === providerId && variant.cause === cause);
  const forArea = own.find(({ only }) => only !== undefined && area !== undefined && only.areas.test(area));
  return forArea ?? own.find(({ only }) => only === undefined);
}
