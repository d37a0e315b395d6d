/*
 * Words by which the names that people and companies have are told from the words of a sentence. Kept as data: whether a
 * word may be taken out of a report follows from the list it is in (see `name-index.ts`), never from a special case in code.
 */

function listOf(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

/** Legal forms, titles, particles and what half of all companies have in their names: they identify nobody. */
export const genericWords = listOf(`
ab abu account accounting accounts ag al and aps as associates bin bint bros brothers bv cie co companies company
corp corporation da das de del della den der des di do doo dos dr du e eg ek el en enterprise enterprises et ev
firma for frau gmbh group groupe grupo gruppe gruppo herr het holding holdings i ibn inc incorporated industries
international jr kft kg kk la las le les limited llc llp los lp ltd maatschappij mac mbh mc miss mr mrs ms nv o oao
of ohg ooo oy oyj partner partners plc prof pte pty sa saint san sarl sas service services sl slu sociedad
sociedade società société solutions son sons sp spa spzoo sr srl st systems ten ter the trading trust ug und van
vennootschap von y zao zoo zrt zu zum zur ао зао ип оао ооо пао شركة
`);

/**
 * Ordinary words that are also first names, surnames or names of companies: months, verbs, colours, plants. They are names
 * where the sentence shows it.
 */
export const nameLikeWords = listOf(`
abril agosto amber april art august autumn avril baker banks best bill bills black bond bright brook brown candy
carter case cash chase christian cliff constance cook cross crystal dale dawn day destiny drew earnest eve faith
field fields frank gene ginger glen grace grant grants gray green grey guy harmony hazel heather hill holly hope
iris ivy jack jade jean jewel josh joy juli july june juni key king knight lance lane law liberty lily little long
love mai march mark marks mars may mayo melody miles nick noble norm north olive opal page pat patience peace pearl
penny piers poppy post power price prudence ray read reed rich rivers rob robin rose ruby rusty sandy savage sharp
short sky small sonny spring star stern stone sue summer swift temperance terry trinity victor violet wade warren
wayne west white will winter wise wood woods young
`);

/**
 * What providers' error messages consist of: the words of the collected answers (test/corpus), of the names of data areas,
 * scopes and plans, and of everyday English; a few of other languages. Without these a report would say nothing.
 */
export const messageWords = listOf(`
abort about above accept accepted accepts acceso access accessible accesso accès account accountant accounting
accounts acesso across act action actions active add added address addresses adds adjust admin administrator admins
advanced advice adviser after again aged aging agree agrees all allow allowed alone already also although always am
among amount amp an analysis analytics and anew anfrage anmelden annual another answer answered answers anwendung
any anything anyway apart api apis app append application applications approval approve approved apps are areas
around as ask asked asking asks asset assets assign assigned assignment assignments at attach attachable attempt
attempting attempts audit auf aus auth authenticate authentication authorise authorised authorising authority
authorization authorize authorized autorizzazione aux available avec away azienda back bad balance balances
balancesheet bank banktransactions basic batch be bearer because bedrijf been before begin begins begun behalf
behind bei being belong belongs below benutzer berechtigung beside between bid billing blocked body bookkeeper
bookkeeping books both boxes bracket brackets bring brings browser budget budgets bulk business but button by bytes
caducado calculate calculated call callback called came can cancel canceled cancellation cancelled cannot capability
capital cards cashbook catch category cause center central cert certificate certificates cette change changed
changes characters chart check checked checking checks choice choose class classes classification clear clearly
click client clock close closed closes cloud cloudflare cluster code codes column com come comes coming comma
commerce commercial communication companies company compare comparison complete completed compte computer con
concurrency concurrent configuration configured confirm conflict connect connected connection connections connects
consent consents console consolidated consolidation consumer conta contact contacts contain content contract
contracts control controller controllers cookie cookies copy correction correlation could count cover create
credential credentials credit cuenta curly currencies currency currently custom customer customers daily damaged
dans das dashes data database date days debit decide declined default definition del delay delayed delegated delete
deleted deletes dem demo den denegado denied denies department departments deposit deprecated des describes
description desktop destination detail details detected developer developers development device did didn die
different digital digits dimension dimensions direct directory disable disabled disconnect disconnected discount
discovery disk do doctype document documents does domain done down download draft drive droit droits due duplicate
during each early edition een ein eine einer either element elements else elsewhere email emails employee employees
empresa empty enable enabled encoding encrypted end ended ending endpoint endpoints ends enforced enter entered
enterprise entities entity entreprise entries entry envelope erreur error errors essentials est established está
estimate every everything exactly example exceeded exceeds exception exceptions exchange execute execution exist
exists expected expense expenses expirado expire expired expires expiré expiry explain export express extensions
external factor failed failing fails failure failures false fault feature federated feeds fehler few file files
filter finance financial find finds finish finished finishing firewall firm first fiscal fit five fix fixed flag
flow foi for forbidden forecast form format forms found free fresh from frozen full function functionality für
gateway gave gebruiker geen general gesperrt get gets give given gives glance global go goes good google granted
gross group grow growth guest guid haben had hand hang has hasn hat hatte have head header headers hello help helps
here het hi higher hints history hold holding holds host hosts hour hours how html http https id identifier
identities identity if implemented import imports in inactive inactivity inbox include included income incorrect
individual industry info information initial inner insight insights install installed instance instances instead
instruction insufficient integration integrations interaction internal internet interrupted into invalid inventory
invitation invite invoice invoices invoicing ip is isolated issue issued issuer issues it item its itself java jeton
journal journals json jwt kann keep keeps kein keine kept keys kind kinds know known konto label language large
larger las last later lay least leave leaves ledger left legacy legal lending les let lets letter letters level
licence like likely limit limited limits line lines links list listed live lived load loan location locations
locator lock locked log login logins logs longer look looking looks los loses loss lost machine made mail main
maintain maintenance make makes malformed manage manager manages mandant mandatory manual manualjournals many market
match matches maximum me meanwhile media member members mend mended menu merchant message met meta metadata method
might minute minutes mismatch missing mit mobile mode model module monday month monthly more most moved multi
multiple must my nach name names national native não nearly need needed needs net network never new newer next nicht
niet no nobody non nonce none not note notes nothing notice noticed notifications now null number numbers oauth
object objects obtain occurred oder of off offer office offline often oh old older on once one ones online only open
openid opening opens operation operations opportunities opportunity or order orders org organisation organisational
organisations organization original other otherwise our out outage outages outside over overdue own owner owns
package packages pages par para parameter parameters parse part partial parties partition partner pas pass password
passwords paste path pause paused payable payables payload payment payments payroll pays pending people per perform
period permiso permisos permission permissions permitted person personal phone pin pipeline pkce place placeholders
plan platform please plus pointer policies policy pool por portal possible pour preferences premium press prevent
pricing primary print priority private privileges problem problems process processing product production products
professional profile profit profitandloss programme project projects proof property protected protocol provided
provider providers proxy proxying public purchase purchases put quality quantity que query queue quiet quot quota
quote quotes ran rarely rate rates re reach reached reading readonly reads ready real really realm reason receipt
receipts receivable receivables recht rechte recognise recognised reconcile reconciliation reconciliations reconnect
reconnecter reconnecting record records recover redirect reduce reference refresh refund refused refuses refusé
regional register registered registration regular reject rejected rekening relation relax release reload remaining
reminder remote remove removed rename renamed render renew renewed renews repair repairing repeat replace replaced
reply report reporting reports request requested requests requête require required requires reset resource resources
response responses rest restore restricted result retries retry retrying return returned revenue reversed review
revocation revoke revoked richiesta right rights risk role roles root row rule rules run running runs safe sale
sales same sample sandbox save saved savings say says scaduto scheduled scope scopes screen screens search second
seconds secret section secure securely security see select selected sem send sender sends sent september sequence
serial server servers service services sesión sessão session sessions set sets settings setup shall share shared
shares sharing sheet shop should show shows sign signature signed signing signs simple since sind single site
sitzung size skew skip slow smart so soap société socket software solicitação solicitud solution solutions solve
some somebody someone something somewhere soon sorry source space spaces specify spending ssl stack stale stand
standalone standard stands start started starter state statement status stay stays step still stop stopped stops
storage store stored stores strategic string subscribe subscribed subscriber subscription subscriptions success such
sufficient summary supplier suppliers support supported sur sure suspended switch switched sync syntax system tab
table take taken takes target tasks taxes team technical tell tells template temporarily temporary ten tenant
tenants term terminated terms test tested testing tests text than thank thanks that the their them themselves then
there these they thing things third this thread throttle through tickets time timed timeout times timestamps title
to toegang token tokens told too took tool tools total totals touched trace track tracking trade transaction
transactions transfer transport travel treasury trial trialbalance tried trouble trust try trying two txn type types
ultimate uma una unable unauthorized unavailable unblock und undefined under underscores une unexpected ungültig
unique unit units unknown unlink unlock unreachable unsigned unsuccessful unsupported unternehmen until unused
unverified up update updating upgrade uploads upstream uri uris url us usage use used user userid username users
uses using usual usuario usuário utc utente utf utilisateur val valid validation value values van vault vendor
vendors verification verified verifier verify verlopen version verweigert verzoek veuillez via view viewer violation
visible visit volume von voor wait waiting waits want warehouse warning warnings was watch watched watches way we
web website week weekly welcome well went werden were what when where whether which while who whoever whole whom why
wi wide widen wifi window wird with within without words work worked worker workers workflow working works workspace
would write writes written wrong wurde www xml year yearly years yes yesterday yet you your yourself zone zones
zugang zugriff zum zur был для доступ доступа или истёк компания нет ошибка пользователь срок токен что
`);

/** Words after which a name follows: "user Will", "company Chase". */
export const introducers = listOf(`
accountant admin administrator användare azienda bedrijf benutzer bruger business called client cliente companies
company contact customer dear dr employee empresa entity entreprise firm firma företag frau gebruiker hello herr hi
käyttäjä klant kunde madame mandant member mitarbeiter monsieur mr mrs ms named nutzer org organisation
organisations organization organizations owner person realm señor señora société sr sra tenant unternehmen user
username users usuario usuário utente utilisateur virksomhed компания организация пользователь
`);

/** Words after which a name may follow, or something else: "approved by Mark", "by March". */
export const weakIntroducers = listOf(`
as ask asked by contact da door durch for from für par para per por pour to via von voor with
`);

/** Words that stand before an ordinary noun, however it is written: "the Grant", "your OAuth Grant", "until May". */
export const nounSigns = listOf(`
a access after all an another any before das der die during each early een ein eine el every expired her het
his in invalid its la last late le los mid missing my new next no oauth oauth2 of old on our refresh revoked same
since some that the their these this those till un une until valid your
`);

/** Of the ordinary words that are names too, those a provider speaks of: "Grant has expired", "Page is not found". */
export const thingWords = listOf(`
art banks bill bills bond case cash cross day field fields grant grants key lane law mark marks page post power price
star stone west white wood
`);

/** Words after the name of a person at the start of a sentence: "May has no access". */
export const personVerbs = listOf(`
has is does was did can cannot must needs lacks doesn isn wasn hasn couldn
`);
