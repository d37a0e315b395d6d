import { diagnose } from '../../lib/diagnosis/diagnose.ts';
import { newConnection } from '../../lib/engines/connection-record.ts';
import { toMarkdown } from '../../lib/guidance/support-report/markdown.ts';
import { type SupportReport, toSupportReport } from '../../lib/guidance/support-report/report.ts';
import type { AreaMatrix } from '../../lib/model/area-check.ts';
import { Connection } from '../../lib/model/connection.ts';
import type { Diagnosis } from '../../lib/model/diagnosis.ts';
import { blankEvidence, type Evidence } from '../../lib/model/evidence.ts';
import { HistoryEvent } from '../../lib/model/history.ts';
import { namesOfConnection } from '../../lib/model/known-name.ts';
import { applyOutcome } from '../../lib/monitor/outcome.ts';
import { findLeaks, wordsOfReport } from './find-leaks.ts';
import { formsOf, type NameForm, writtenForm } from './name-forms.ts';
import { madeWord, type SampleName, sampleCompany, sampleId, samplePerson } from './name-samples.ts';
import { envelopes, introducingSentences, plainSentences, secretSentences } from './provider-sentences.ts';
import { type Random, randomOf } from './random.ts';

/*
 * The figure "planted names in support reports" (SEC-43): sentences of providers with names and secrets in them go the way
 * of every answer (diagnosis, stored connection, history, data areas) into the report, as JSON and as Markdown.
 */

const nowMs = Date.UTC(2026, 10, 22, 12);

/** Connections the store holds besides the one that is reported. */
const othersStored = 6;

interface Planted {
  sentence: string;
  /** The same sentence with nobody in it: words it has in common with a name prove nothing. */
  neutral: string;
  names: readonly { name: string; form: NameForm; isOrdinary: boolean }[];
  ids: readonly string[];
  secret: string | undefined;
}

function grantOf(random: Random, person: SampleName, apiBase: string | undefined) {
  return {
    id: 'g',
    providerId: random.pick(['xero', 'quickbooks', 'intacct', 'salesforce']),
    environment: 'production' as const,
    appId: 'a',
    scopes: [],
    version: 1,
    connectedAtMs: 0,
    nextRefreshAtMs: 0,
    refreshFailures: 0,
    userName: person.text,
    ...(apiBase === undefined ? {} : { apiBase }),
  };
}

function aConnection(random: Random, person: SampleName, company: SampleName): Connection {
  const slug = `${madeWord(random, false)}-books`.toLowerCase();
  const apiBase = random.chance(0.3) ? `https://${slug}.my.salesforce.com` : undefined;
  const tenant = { tenantId: sampleId(random), name: company.text, linkId: sampleId(random) };
  return {
    ...newConnection(`c${random.below(1e9)}`, tenant, grantOf(random, person, apiBase), nowMs - 40 * 86_400_000),
    ...(random.chance(0.3) ? { nickname: `${madeWord(random)} old ledger` } : {}),
    company: random.chance(0.3) ? { screenKey: sampleId(random) } : {},
    lastSuccessAtMs: nowMs - 86_400_000,
  };
}

/** Whether anybody could say that this is a name: an ordinary word in lower case, or alone with nothing before it, is not. */
function isTellable(name: SampleName, form: NameForm, isIntroduced: boolean): boolean {
  if (!name.isOrdinary) return true;
  if (form.isLower) return false;
  return isIntroduced || (form.isWhole && name.kind === 'person');
}

function chooseForm(random: Random, name: SampleName, isIntroduced: boolean): NameForm {
  const tellable = formsOf(name).filter((form) => isTellable(name, form, isIntroduced));
  return random.pick(tellable);
}

/** Sentences are as long as they are; one in six is long enough to be cut, perhaps in the middle of a name. */
function filler(random: Random): string {
  if (!random.chance(0.17)) return '';
  const length = random.pick([180 + random.below(60), 540 + random.below(60)]);
  return `${'please try this again later and then '.repeat(20).slice(0, length)} `;
}

function plant(random: Random, person: SampleName, company: SampleName, connection: Connection): Planted {
  const isIntroduced = person.isOrdinary || company.isOrdinary || random.chance(0.4);
  const template = random.pick(isIntroduced ? introducingSentences : plainSentences);
  const [ofPerson, ofCompany] = [chooseForm(random, person, isIntroduced), chooseForm(random, company, isIntroduced)];
  const extra = random.chance(0.4) ? random.pick(secretSentences)(random) : undefined;
  const id = random.chance(0.3)
    ? random.pick([connection.tenantId, connection.tenantLinkId ?? connection.tenantId])
    : '';
  const before = filler(random);
  const whole = (withPerson: string, withCompany: string, withId: string): string =>
    `${before}${template.replace('$P', () => withPerson).replace('$C', () => withCompany)}${withId && ` (${withId})`}`;
  const sentence = whole(writtenForm(random, ofPerson), writtenForm(random, ofCompany), id);
  return {
    sentence:
      extra && random.chance(0.5) ? `${extra.text}. ${sentence}` : `${sentence}${extra ? ` ${extra.text}` : ''}`,
    neutral: whole('', '', ''),
    names: [
      { name: person.text, form: ofPerson, isOrdinary: person.isOrdinary === true },
      { name: company.text, form: ofCompany, isOrdinary: company.isOrdinary === true },
    ],
    ids: id === '' ? [] : [id],
    secret: extra?.secret,
  };
}

function evidenceOf(random: Random, planted: Planted, company: SampleName, providerId: string): Evidence {
  const body = random.pick(envelopes)(planted.sentence);
  const inPlan = random.chance(0.1) && !company.isOrdinary;
  const inId = random.chance(0.1) && /^[\w-]{4,40}$/.test(company.text);
  return {
    ...blankEvidence(random.chance(0.8) ? providerId : null, random.pick(['api', 'token', 'refresh', 'callback'])),
    answer: { status: random.pick([400, 401, 403, 404]), headers: inId ? { 'x-request-id': company.text } : {}, body },
    grant: inPlan ? { subscription: { plan: company.text, status: company.text } } : {},
  };
}

/** What the first version stored: the sentence as it came, cut where it is full. */
function storedByFirst(diagnosis: Diagnosis, sentence: string): Diagnosis {
  const written = sentence.replace(/\s+/g, ' ').trim();
  return {
    ...diagnosis,
    facts: { ...diagnosis.facts, description: written.slice(0, 240), plan: written.slice(0, 80) },
  };
}

function reportOf(connection: Connection, known: readonly Connection[], diagnosis: Diagnosis): SupportReport {
  const context = { nowMs, everyMs: 3_600_000, random: () => 0.5 };
  const outcome = {
    kind: 'fails' as const,
    diagnosis,
    asked: [{ test: 'refresh' as const, told: 'works' }],
    isGrantDead: false,
  };
  const changed = applyOutcome(connection, outcome, context);
  const areas: AreaMatrix = {
    connectionId: connection.id,
    startedAtMs: nowMs,
    results: [{ areaId: 'profit_and_loss', outcome: 'denied', diagnosis }],
  };
  const isAreaAlone = diagnosis.cause.length % 2 === 0;
  return toSupportReport({
    reference: 'LL-1',
    nowMs,
    product: { name: 'Ledgerline', version: '1.0', browser: 'Chromium 156' },
    connection: Connection.parse(JSON.parse(JSON.stringify(isAreaAlone ? connection : changed.connection))),
    history: (changed.events ?? []).map((event) => HistoryEvent.parse(JSON.parse(JSON.stringify(event)))),
    areas,
    others: { failing: 1, working: 5 },
    knownNames: known.flatMap(namesOfConnection),
  });
}

/** A text that was cut may end in `rose.` of `rose.stone.ltd`: an ordinary word, and nothing says that it was a name. */
function withoutCutWord(text: string): string {
  return text.replace(/\p{Ll}+\.?$/u, '');
}

/** `knows`: what the product knows of names; `nothing` shows that the search finds what was planted. */
export interface ReportNamesOptions {
  runs: number;
  seed: number;
  knows?: 'stored' | 'nothing';
}

/** What a run found. `reached`: sentences of which something is in the report, so that its names could have been, too. */
export interface ReportNamesResult {
  n: number;
  reached: number;
  leaks: string[];
}

/**
 * Plants names and secrets in `runs` sentences of providers and looks for them in the reports that are made of them.
 *
 * @returns each leak with the seed of its case; the same seed gives the same cases
 */
export function runReportNames({ runs, seed, knows = 'stored' }: ReportNamesOptions): ReportNamesResult {
  const leaks: string[] = [];
  let reached = 0;
  for (let run = 0; run < runs; run += 1) {
    const random = randomOf(seed + run);
    const people = Array.from(
      { length: othersStored + 1 },
      () => [samplePerson(random), sampleCompany(random)] as const,
    );
    const stored = people.map(([person, company]) => aConnection(random, person, company));
    const which = random.below(3) === 0 ? random.below(stored.length) : 0;
    const [[person, company], about] = [random.pick(people.slice(which, which + 1)), random.pick(stored.slice(0, 1))];
    const planted = plant(random, person, company, random.pick(stored.slice(which, which + 1)));
    const evidence = evidenceOf(random, planted, company, about.providerId);
    const now = diagnose(evidence);
    const known = knows === 'stored' ? stored : [];
    const report = reportOf(about, known, random.chance(0.15) ? storedByFirst(now, planted.sentence) : now);
    const markdown = toMarkdown(report, ({ key, values = [] }) => [key, ...values].join(' '));
    const { description = '', plan = '' } = report.diagnosis ?? {};
    const [saidText, planText] = [description, plan].map(withoutCutWord);
    // The report's own words (causes, rules, labels) hold ordinary words, so those are looked for where a provider speaks.
    const spoken = planted.names.some(({ isOrdinary }) => isOrdinary)
      ? [
          `${saidText} ${planText}`,
          withoutCutWord(
            markdown
              .split('\n')
              .filter((line) => line.includes('report_description'))
              .join(''),
          ),
        ]
      : [JSON.stringify(report), markdown];
    const inNeutral = wordsOfReport(planted.neutral);
    if (report.diagnosis?.description !== undefined) reached += 1;
    for (const text of spoken) {
      for (const leak of findLeaks(text, planted, inNeutral))
        leaks.push(
          `${seed + run}: ${leak} in ${report.diagnosis?.description ?? text.slice(0, 200)} <- ${planted.sentence.slice(0, 200)}`,
        );
    }
  }
  return { n: runs, reached, leaks };
}
