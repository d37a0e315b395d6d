/**
 * Folds text to lower-case ASCII letters and digits, so that `Invalid redirect_uri`, `invalid redirect-URI` and
 * `INVALID_REDIRECT_URI` are one phrase. Linear in the length of the text; never throws.
 */
export function fold(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
