const maxDescription = 240;

/** Control and format characters (bidi controls, zero-width ones), line separators, surrogates and private use. */
const unsafeCharacters = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;

const tokenRun = /[A-Za-z0-9_\-.~+/=|:@%]{20,4000}/g;
const namedSecret =
  /\b(client_secret|refresh_token|access_token|id_token|code_verifier|password|passwd|secret|assertion|sessionid|authorization)(\s?[=:]\s?|"\s?:\s?")\S{1,4000}/gi;
const bearer = /\b(bearer|basic)\s+\S{8,4000}/gi;
const mailAddress = /[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,63}/g;

/** A word of a language or of a program: letters only, no longer than such words are, upper case seldom. */
function isWord(piece: string): boolean {
  if (!/^[A-Za-z]{0,48}$/.test(piece)) return /^\d{1,8}$/.test(piece);
  if (piece.length < 20) return true;
  const upper = piece.replace(/[^A-Z]/g, '').length;
  return upper >= 2 && upper <= piece.length / 4;
}

/**
 * Makes a provider's message fit to be shown: without control and bidi characters, on one line, capped, and without
 * anything that looks like a token, a secret or a mail address. Linear; never throws.
 */
export function redact(message: string): string {
  return message
    .slice(0, 2_000)
    .replace(unsafeCharacters, ' ')
    .replace(namedSecret, '$1$2…')
    .replace(bearer, '$1 …')
    .replace(mailAddress, '…')
    .replace(tokenRun, (run) => (run.split(/[_\-.~+/=|:@%]/).every(isWord) ? run : '…'))
    .replace(/\s{1,2000}/g, ' ')
    .trim()
    .slice(0, maxDescription);
}
