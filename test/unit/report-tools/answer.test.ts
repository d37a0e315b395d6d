import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../lib/diagnosis/diagnose';
import { causes } from '../../../lib/model/cause';
import { blankEvidence } from '../../../lib/model/evidence';
import { answerFor, type ReportMoment } from '../../../lib/report-tools/answer';
import { questionAbout } from '../../../lib/report-tools/question';
import { aConnection, aDiagnosis, aFailing, nowMs, roleDiagnosis } from '../components/samples';
import { messages } from '../guidance/words.ts';

const minuteMs = 60_000;
const firstSeenAtMs = nowMs - 10 * minuteMs;
const seen = { firstSeenAtMs, lastSeenAtMs: nowMs };
const reconnected = aConnection({ reconnectedAtMs: nowMs - minuteMs });
const preset = { id: 'profit_and_loss', areaIds: ['organisation', 'profit_and_loss'] };

/** What the words of a tool's message are worth, with and without a sign-in since. */
function wordsOf(error: string, isRenewed: boolean) {
  const answer = { status: null, headers: {}, body: `Authorization error: ${error}` };
  return diagnose({ ...blankEvidence('xero', 'page'), answer, history: { reconnectedSinceFailure: isRenewed } });
}

function moment(changes: Partial<ReportMoment> = {}): ReportMoment {
  return {
    connection: aConnection(),
    providerName: 'Xero',
    matrix: undefined,
    preset: undefined,
    diagnosis: wordsOf('refresh connection', false),
    incident: seen,
    isChecking: false,
    ...changes,
  };
}

function matrix(...failing: { areaId: string; sinceMs?: number }[]): NonNullable<ReportMoment['matrix']> {
  return {
    connectionId: 'c1',
    startedAtMs: nowMs - 2 * minuteMs,
    finishedAtMs: nowMs - 2 * minuteMs,
    results: [
      { areaId: 'organisation', outcome: 'works' },
      ...failing.map(({ areaId, sinceMs = firstSeenAtMs }) => ({
        areaId,
        outcome: 'denied' as const,
        diagnosis: {
          ...roleDiagnosis,
          alternatives: [
            { cause: 'grant_revoked' as const, confidence: 0.4 },
            { cause: 'plan_restricted' as const, confidence: 0.3 },
          ],
        },
        failingSinceMs: sinceMs,
      })),
    ],
  };
}

const keys = (texts: readonly { key: string }[] = []): string[] => texts.map(({ key }) => key);

describe('answerFor', () => {
  it('tells the state of the connection itself first, and whether reconnecting helps', () => {
    const said = answerFor(moment({ connection: aFailing(aDiagnosis()) }));
    expect(said).toMatchObject({
      status: 'needs_you',
      headline: { key: 'cause_grant_revoked_headline' },
      acts: ['report'],
    });
    expect(keys(said.notes)).toEqual(['marker_reconnect_yes']);
  });

  it('advised to reconnect where the definition of the provider is what is missing', () => {
    const blocked = { ...aFailing(aDiagnosis()), block: 'provider_missing' as const };
    const said = answerFor(moment({ connection: blocked }));
    expect(said.headline.key).toBe('status_hold_provider_missing_headline');
    expect(said.notes ?? []).toEqual([]);
  });

  it('says that reconnecting will not help where a role is missing, and who has to act', () => {
    const said = answerFor(moment({ connection: aFailing(roleDiagnosis) }));
    expect(keys(said.notes)).toEqual(['marker_reconnect_no']);
    expect(said.who?.key).toBe('guidance_actor_company_admin');
    expect(keys(said.steps)).toEqual(['guide_todo_message']);
  });

  it.each(causes)('has words for a connection that fails by %s', (cause) => {
    const said = answerFor(moment({ connection: aFailing(aDiagnosis({ cause })) }));
    const all = [said.headline, said.why, ...said.steps, ...(said.notes ?? []), said.statusWord];
    expect(all.filter((text) => text && !(text.key in messages) && !(`${text.key}_one` in messages))).toEqual([]);
  });

  it('names the data that cannot be read, although the connection works', () => {
    const said = answerFor(moment({ matrix: matrix({ areaId: 'profit_and_loss' }), preset }));
    expect(said).toMatchObject({
      status: 'connected',
      headline: { key: 'cause_user_permission_insufficient_headline' },
    });
    expect(said.ranked).toEqual([]);
  });

  it('leaves data aside that this report does not need', () => {
    const said = answerFor(moment({ matrix: matrix({ areaId: 'budgets' }), preset }));
    expect(said.headline.key).toBe('marker_works');
  });

  it('after a sign-in that changed nothing says that it is not the connection, most likely cause first (the Amalgam rule)', () => {
    const said = answerFor(moment({ connection: reconnected, matrix: matrix({ areaId: 'profit_and_loss' }), preset }));
    expect(said.headline.key).toBe('marker_not_connection');
    // A sign-in that was just renewed is no candidate any more.
    expect(keys(said.ranked)).toEqual(['status_cause_user_permission_insufficient', 'status_cause_plan_restricted']);
    expect(keys(said.notes)).toEqual(['marker_reconnect_no']);
  });

  it('sends a person to the tool’s own refresh once, where Ledgerline can read everything', () => {
    const said = answerFor(moment({ matrix: matrix(), preset }));
    expect(said.headline.key).toBe('marker_works');
    expect(keys(said.steps)).toEqual(['marker_works_step_1', 'marker_works_step_2']);
  });

  it.each([
    ['our own', { connection: reconnected }],
    ['the tool’s own', { incident: { ...seen, refreshedAtMs: nowMs } }],
  ])('ranks permission, restricted data and a temporary fault after %s sign-in was renewed', (_whose, changes) => {
    const said = answerFor(
      moment({ matrix: matrix(), preset, diagnosis: wordsOf('refresh connection', true), ...changes }),
    );
    expect(said.headline.key).toBe('marker_not_connection');
    expect(keys(said.ranked)).toEqual([
      'status_cause_user_permission_insufficient',
      'status_cause_plan_restricted',
      'status_cause_provider_outage',
    ]);
  });

  it('lets the words of the message change the order', () => {
    const diagnosis = wordsOf('the subscription does not include this', true);
    const said = answerFor(moment({ connection: reconnected, matrix: matrix(), preset, diagnosis }));
    expect(keys(said.ranked)[0]).toBe('status_cause_plan_restricted');
  });

  it('does not take a sign-in before the message for one that did not help', () => {
    const connection = aConnection({ reconnectedAtMs: firstSeenAtMs - minuteMs });
    expect(answerFor(moment({ connection, matrix: matrix(), preset })).headline.key).toBe('marker_works');
  });

  it('says that it is finding out, unless something is known to be wrong', () => {
    expect(answerFor(moment({ isChecking: true }))).toMatchObject({ status: 'pending', isChecking: true, acts: [] });
    expect(answerFor(moment({ isChecking: true, connection: aFailing() })).status).toBe('needs_you');
  });

  it('says that a paused connection is not being checked', () => {
    const said = answerFor(moment({ connection: aConnection({ isPaused: true }) }));
    expect(said).toMatchObject({ status: 'paused', headline: { key: 'guide_company_paused' } });
  });
});

describe('questionAbout', () => {
  const some = (count: number) =>
    Array.from({ length: count }, (_, index) => aConnection({ id: `${index}`, companyName: `Firm ${index}` }));

  it('names the candidates, and counts the rest', () => {
    expect(questionAbout(some(2)).why?.values).toEqual(['“Firm 0”, “Firm 1”']);
    expect(questionAbout(some(5)).why).toMatchObject({ count: 2, values: ['“Firm 0”, “Firm 1”, “Firm 2”', '2'] });
    expect(questionAbout(some(5)).acts).toEqual(['pick']);
  });

  it('says so where there is none', () => {
    expect(questionAbout([]).headline.key).toBe('marker_none');
  });
});
