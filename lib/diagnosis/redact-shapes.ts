/*
 * What can be told from its shape: secrets behind their name, addresses, numbers of people and accounts. Every pattern has
 * bounded repetitions alone, so that each is linear in the length of the text.
 */

/** The mark in the place of what was taken out. */
export const removed = '…';

const notInWord = String.raw`(?<![\p{L}\p{N}])`;

/** Between a name and its value, in any notation: `: `, `=`, `":"`, `\":\"`, `>`, `=>`, `%3D`, `&#61;`. */
const assigned = String.raw`\\{0,4}["']?\s{0,3}(?:=>|[:=>]|%3[ad]|&#(?:58|61);)\s{0,3}`;

const value = String.raw`(?:\\{0,4}"[^"\\]{1,300}|\\{0,4}'[^'\\]{1,300}|[^\s<&…]{1,4000})`;

/** Names whose value is a secret, whatever it looks like. */
const secretNames = [
  String.raw`(?:client|app|consumer|shared|api|access)[_\s-]?secret`,
  `(?:refresh|access|id|bearer|auth|csrf|xsrf|session)[_-]?token`,
  `(?:api|access|private|secret|auth|subscription)[_-]?key`,
  `code[_-]verifier`,
  `pass(?:word|wd|phrase|code)|pwd|passwort|kennwort|mot de passe|contraseña|clave|wachtwoord|senha|lösenord|пароль`,
  'secret|assertion|authorization|credentials?|pin',
  String.raw`[\w.-]{0,30}(?:sess|sid|session[_-]?id)`,
].join('|');

const named = new RegExp(`${notInWord}(${secretNames})(${assigned})(${value})`, 'giu');

/** `PHPSESSID=abc`, `connect.sid=s%3Aabc` and other cookies with a session in them; `Cookie: a=b; c=d` as a whole. */
const cookies = /(cookie\s?[:=]\s?)(?:[^\s=;]{1,80}=[^\s;]{0,4000};?\s?){1,40}/giu;

const passwordNames = `pass(?:word|wd|phrase|code)|pwd|pin|passwort|kennwort|mot de passe|contraseña|clave|wachtwoord|senha|lösenord|пароль`;
const saidPassword = new RegExp(
  String.raw`${notInWord}(${passwordNames})(\s(?:(?:is|was|ist|war|lautet|est|es|era|é|är)\s)?)(["'“‘]?)(\S{1,200})`,
  'giu',
);
const saidPasswordWithoutBlanks = /(密码|密碼|パスワード|비밀번호)(\s?(?:是|为|為|は|[:：=])\s?)\S{1,200}/gu;

/** A secret behind its name and a blank: "refresh_token AB11764823", "API key sk_live_abc". */
const saidToken =
  /(?<![\p{L}\p{N}])((?:refresh|access|id|bearer|auth|session)[_\s-]?token|api[_\s-]?key|(?:client|app)[_\s-]?secret|session[_\s-]?id|phpsessid|jsessionid|token|secret)((?:\s?[:=]\s?|\s(?:(?:is|was|ist|war|est|es)\s)?)["'“‘(]?)([\w.~+/=-]{6,4000})/giu;

const keyPrefixes =
  /(?<![\p{L}\p{N}])(?:[spr]k_(?:live|test)_|gh[pousr]_|github_pat_|xox[abpr]-|AKIA|eyJ)[\w.-]{3,4000}/gu;

const at = String.raw`(?:@|%(?:25)?40|&#(?:64|x40);|&commat;|\\{1,2}u0040|\s?[(\[]at[)\]]\s?)`;
const mail = new RegExp(String.raw`[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_{|}~-]{1,64}${at}[\p{L}\p{N}.-]{2,190}`, 'giu');

const uuid = /(?<![\p{L}\p{N}])[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\p{L}\p{N}])/giu;
const ipv4 = /(?<![\p{L}\p{N}.])(?:\d{1,3}\.){3}\d{1,3}(?![\p{L}\p{N}]|\.\d)/gu;
const ipv6 = /(?<![\p{L}\p{N}:.])[\da-f:.]{2,45}(?![\p{L}\p{N}:])/giu;

const iban =
  /(?<![\p{L}\p{N}])[a-z]{2}\d{2}(?:[ \u00a0.-]?[a-z\d]{4}){2,7}(?:[ \u00a0.-]?[a-z\d]{1,4})?(?![\p{L}\p{N}])/giu;

/** Digits in groups, as numbers of phones, cards and accounts are written. */
const digitGroups = /(?<![\p{L}\p{N}.])[+(]{0,2}\p{Nd}(?:[\s().\p{Pd}/]{0,3}\p{Nd}){6,24}(?![\p{L}\p{N}])/gu;
const dates =
  /(?<!\p{N})(?:\p{Nd}{4}[-/.]\p{Nd}{1,2}[-/.]\p{Nd}{1,2}|\p{Nd}{1,2}[-/.]\p{Nd}{1,2}[-/.]\p{Nd}{2,4})(?!\p{N})/gu;

/** Words that go on after "password is", "token was": no password, whatever the sentence says. */
const goesOn = new Set(
  'none null undefined incorrect invalid wrong required expired not too about missing empty weak being the a an no to now no-longer already set reset changed correct valid and or for of in has is was must may will cannot can does did needs should with from by on at expires revoked unknown malformed denied failed policy field grant reset. length endpoint type request value authentication flow protected mandatory blank short long abgelaufen falsch ungültig nicht kein erforderlich incorrecta inválida incorrect. falsch. abgelaufen. incorrecte invalide expiré requis ongeldig verlopen onjuist requerida caducada vereist obligatoire incorreta obrigatória ogiltigt неверный неверен'.split(
    ' ',
  ),
);

function endsSentence(word: string): string {
  return word.replace(/[.,;:!?)\]"'”’]{1,9}$/u, '').toLowerCase();
}

/** A word of a sentence, not what somebody would be given as a password. */
function isPlainWord(word: string): boolean {
  return goesOn.has(endsSentence(word)) || word === removed;
}

/** Letters and digits mixed, or a long number: "AB11764823". */
function isTokenLike(word: string): boolean {
  return /\d/.test(word) && (/[A-Za-z_]/.test(word) || word.length >= 8);
}

function countDigits(text: string): number {
  return text.match(/\p{Nd}/gu)?.length ?? 0;
}

/** A number of a phone, a card or an account, without the dates and network addresses that stand in it. */
function isPersonalNumber(text: string): boolean {
  return countDigits(text.replace(dates, '').replace(ipv4, '')) >= 7;
}

function isAddress(text: string): boolean {
  return text.split(':').length > 3 || (text.includes('::') && /[\da-f]/i.test(text));
}

type Replacement = readonly [RegExp, (...groups: string[]) => string];

const shapes: readonly Replacement[] = [
  [cookies, (_whole, name = '') => `${name}${removed}`],
  [named, (whole, name = '', between = '', word = '') => (isPlainWord(word) ? whole : `${name}${between}${removed}`)],
  [
    saidPassword,
    (whole, name = '', between = '', quote = '', word = '') =>
      quote === '' && (isPlainWord(word) || (between.trim() === '' && !/\d|[A-Z].*[a-z].*[A-Z]/.test(word)))
        ? whole
        : `${name}${between}${removed}`,
  ],
  [saidPasswordWithoutBlanks, (_whole, name = '', between = '') => `${name}${between}${removed}`],
  [
    saidToken,
    (whole, name = '', between = '', word = '') => (isTokenLike(word) ? `${name}${between}${removed}` : whole),
  ],
  [keyPrefixes, () => removed],
  [mail, () => removed],
  [uuid, () => removed],
  [iban, (whole) => (countDigits(whole) >= 8 ? removed : whole)],
  [digitGroups, (whole) => (isPersonalNumber(whole) ? removed : whole)],
];

/**
 * Takes network addresses out of a text. They are no secret to the person who connected, and where a provider takes calls
 * from some addresses alone they say what to allow; in what leaves the device they have no place. Linear; never throws.
 */
export function removeNetworkAddresses(text: string): string {
  return text.replace(ipv4, removed).replace(ipv6, (whole) => (isAddress(whole) ? removed : whole));
}

/**
 * Takes out of a text what its shape shows to be a secret or a person's own: passwords and keys behind their names, session
 * cookies, mail addresses, numbers of phones, cards and accounts, UUIDs. Linear; never throws.
 */
export function removeShapes(text: string): string {
  return shapes.reduce((rest, [pattern, replace]) => rest.replace(pattern, replace), text);
}
