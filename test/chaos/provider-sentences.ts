import type { Random } from './random.ts';

/** Sentences in which $P is a person and $C a company, each after a word that says so. */
export const introducingSentences: readonly string[] = [
  'The user $P does not have access to company $C.',
  'User "$P" has no access to organisation $C',
  'company: $C, user: $P',
  'Permission denied for user $P in tenant $C',
  'Der Benutzer $P hat keinen Zugriff auf das Unternehmen $C.',
  "L'utilisateur $P n'a pas accès à l'entreprise $C.",
  'El usuario $P no tiene acceso a la empresa $C.',
  'De gebruiker $P heeft geen toegang tot het bedrijf $C.',
  "L'utente $P non ha accesso all'azienda $C.",
  'Användare $P saknar behörighet till företag $C',
];

/** Sentences in which nothing but the names themselves says that they are names. */
export const plainSentences: readonly string[] = [
  '$P is not allowed to read $C',
  'You are signed in as $P; ask an owner of $C for access.',
  'No permission: $P ($C)',
  '[$C] $P: permission denied',
  'Sorry, $P! $C is locked.',
  '$C was disconnected by $P yesterday',
  'Die Sitzung von $P bei $C ist abgelaufen',
  "Le jeton de $P pour $C n'est plus valide",
  'Пользователь $P не имеет доступа к $C',
  '$Pさんは$Cにアクセスできません',
  '用户$P无权访问$C',
  '$P님은 $C에 접근할 수 없습니다',
  'المستخدم $P ليس لديه صلاحية للوصول إلى $C',
  'O utilizador $P não tem acesso a $C',
  'id=$C;sub=$P;reason=denied',
];

/** What else may stand in a provider's sentence, with the part that must not leave. */
export const secretSentences: readonly ((random: Random) => { text: string; secret: string })[] = [
  (random) => about('Your password is $S', `Hunter${random.below(90)}!`),
  (random) => about('password: $S', `swordfish${random.below(90)}`),
  (random) => about('Ihr Passwort ist $S', `Geheim${random.below(90)}!`),
  (random) => about('密码是$S', `Mima${random.below(9_000)}`),
  (random) => about('Call $S for help', `+49 171 ${digits(random, 3)} ${digits(random, 4)}`),
  (random) => about('Call $S for help', `(0${digits(random, 3)}) ${digits(random, 3)}-${digits(random, 4)}`),
  (random) => about('Call $S for help', `00${digits(random, 2)}-${digits(random, 3)}-${digits(random, 6)}`),
  (random) => about('Bank account $S is closed', `DE${digits(random, 2)} ${groups(random, 4)} ${digits(random, 2)}`),
  (random) =>
    about(
      'Bank account $S is closed',
      `GB${digits(random, 2)}-NWBK-${digits(random, 4)}-${digits(random, 4)}-${digits(random, 4)}`,
    ),
  (random) => about('Card $S was refused', groups(random, 4)),
  (random) => about('Card $S was refused', groups(random, 4).replaceAll(' ', '-')),
  (random) => about('bad cookie PHPSESSID=$S', `abc${digits(random, 3)}`),
  (random) => about('api_key=$S is unknown', `sk_live_abc${digits(random, 2)}`),
  (random) => about('apikey: $S', `k${digits(random, 5)}`),
  (random) => about('refresh_token $S is spent', `AB1176${digits(random, 4)}`),
  (random) => about('no account for $S', `m.${digits(random, 3)}@fernhill-books.example`),
  (random) => about('no account for $S', `m.${digits(random, 3)}%40fernhill-books.example`),
  (random) => about('no login from $S', `10.${random.below(200)}.${random.below(200)}.${100 + random.below(99)}`),
  (random) => about('no login from $S', `2001:db8::${digits(random, 3)}`),
];

function about(sentence: string, secret: string): { text: string; secret: string } {
  return { text: sentence.replace('$S', secret), secret };
}

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => String(1 + random.below(9))).join('');
}

function groups(random: Random, count: number): string {
  return Array.from({ length: count }, () => digits(random, 4)).join(' ');
}

const toXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The bodies in which providers send a sentence. */
export const envelopes: readonly ((sentence: string) => string)[] = [
  (sentence) => JSON.stringify({ error: 'access_denied', error_description: sentence }),
  (sentence) => JSON.stringify({ Title: 'Forbidden', Status: 403, Detail: sentence }),
  (sentence) => JSON.stringify({ fault: { error: [{ message: sentence, code: '5020' }], type: 'AUTHORIZATION' } }),
  (sentence) => JSON.stringify([{ message: sentence, errorCode: 'INSUFFICIENT_ACCESS' }]),
  (sentence) =>
    `<response><errormessage><error><description2>${toXml(sentence)}</description2></error></errormessage></response>`,
  (sentence) => `<Fault><Error code="003100"><Message>${toXml(sentence)}</Message></Error></Fault>`,
  (sentence) => `<!doctype html><html><head><title>${toXml(sentence)}</title></head><body><p>Error</p></body></html>`,
  (sentence) => `error=access_denied&error_description=${encodeURIComponent(sentence.toWellFormed())}`,
  (sentence) => `HTTP 403\nmessage: ${sentence}`,
  (sentence) => JSON.stringify({ message: JSON.stringify({ detail: sentence }) }),
];

/** Sentences of providers that name nobody: they have to stay readable. */
export const namelessSentences: readonly string[] = [
  'The access token has expired. Please sign in again.',
  'The user does not have access to the requested company.',
  'You do not have permission to view this report. Contact your administrator.',
  'Invalid grant: the refresh token was revoked or has already been used.',
  'The server will grant access once an admin has approved the app.',
  'The subscription ended in May 2026; the plan may be renewed until 1 June.',
  'Too many requests. The rate limit resets on March 3 at 12:30.',
  'OAuth Grant has expired, and the Authorization Code may not be used twice.',
  'Mark the invoice as sent before you chase the payment; prices rose in April.',
  'Your bill for this month is overdue, so access to the data is limited.',
  'The redirect_uri does not match the one registered for the application.',
  'The organisation is not connected to this app any more.',
  'Insufficient scope: accounting.reports.read is needed for this request.',
  'An unexpected error occurred. Try again later, or ask the support team.',
  'The session is no longer valid, please reconnect the account.',
  'Access denied by the security policy of the company: login hours are restricted.',
  'The trial of this edition is over; choose a plan to go on.',
  'The page you are looking for is not available in this environment.',
];
