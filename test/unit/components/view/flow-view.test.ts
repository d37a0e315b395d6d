import { describe, expect, it } from 'vitest';
import { type FlowActionKind, pickedNames, toFlowView } from '../../../../components/view/flow-view';
import type { Diagnosis } from '../../../../lib/model/diagnosis';
import type { Flow, FlowStep } from '../../../../lib/model/flow';
import { aDiagnosis, aFlow } from '../samples';

const tenants = [
  { tenantId: 't1', name: 'Alder' },
  { tenantId: 't2', name: 'Bramley' },
];
const badKey = aDiagnosis({ cause: 'client_credentials_invalid', action: 'fix_app_config', reconnectHelps: 'no' });
const closed = aDiagnosis({ cause: 'user_cancelled' });

describe('toFlowView', () => {
  it.each<[FlowStep, Partial<Flow>, FlowActionKind[]]>([
    ['waiting_for_you', {}, ['show', 'start_again', 'dismiss']],
    ['stalled', {}, ['open_tab', 'start_again', 'dismiss']],
    ['finishing', {}, []],
    ['choose', { tenants }, ['choose', 'dismiss']],
    ['other_company', { tenants }, ['decide', 'dismiss']],
    ['failed', {}, ['start_again', 'close']],
    ['failed', { diagnosis: closed }, ['start_again', 'close']],
    ['failed', { diagnosis: badKey }, ['open_apps', 'start_again', 'close']],
    ['failed', { failedAt: 'page' }, ['open_tab', 'start_again', 'close']],
    ['interrupted', {}, ['start_again', 'close']],
  ])('offers the right ways on: %s', (step, changes, kinds) => {
    const view = toFlowView(aFlow({ step, ...changes }), 'Xero', 'en');
    expect(view?.actions.map(({ kind }) => kind)).toEqual(kinds);
    expect(view?.actions.filter(({ isPrimary }) => isPrimary).length).toBe(kinds.length === 0 ? 0 : 1);
  });

  it('says something else at every step', () => {
    const steps: FlowStep[] = [
      'waiting_for_you',
      'stalled',
      'finishing',
      'choose',
      'other_company',
      'failed',
      'interrupted',
    ];
    const titles = steps.map((step) => toFlowView(aFlow({ step, tenants }), 'Xero', 'en')?.title.key);
    expect(new Set(titles).size).toBe(steps.length);
  });

  it('said that the window had not opened while another one was still there', () => {
    const title = (isOtherOpen: boolean) =>
      toFlowView(aFlow({ step: 'stalled', isOtherOpen }), 'Xero', 'en')?.title.key;
    expect([title(false), title(true)]).toEqual(['flow_stalled_title', 'flow_other_open_title']);
  });

  it.each<[Flow['failedAt'], Diagnosis['cause'], string]>([
    ['time', 'unknown', 'flow_late_title'],
    ['answer', 'unknown', 'flow_unfit_title'],
    ['answer', 'request_invalid', 'flow_unfit_title'],
    ['refusal', 'user_cancelled', 'cause_user_cancelled_headline'],
    ['tokens', 'unknown', 'flow_unreadable_title'],
    ['tokens', 'grant_invalid', 'flow_not_accepted_title'],
    ['tokens', 'network_unreachable', 'cause_network_unreachable_headline'],
    ['window', 'unknown', 'cause_unknown_headline'],
  ])(
    'says what failed at %s for %s in the words of the sign-in where the diagnosis has none',
    (failedAt, cause, key) => {
      const view = toFlowView(aFlow({ step: 'failed', failedAt, diagnosis: aDiagnosis({ cause }) }), 'Xero', 'en');
      expect(view?.title.key).toBe(key);
      expect(view?.detail).toBeDefined();
    },
  );

  it('speaks of the tab when the sign-in is in one', () => {
    expect(toFlowView(aFlow({ how: 'tab' }), 'Xero', 'en')?.title.key).toBe('flow_waiting_tab_title');
  });

  it('is silent when the sign-in is done', () => {
    expect(toFlowView(aFlow({ step: 'done' }), 'Xero', 'en')).toBeUndefined();
  });

  it('names both companies when another one came back (SEC-13)', () => {
    const view = toFlowView(aFlow({ step: 'other_company', tenants, chosenTenantIds: ['t2'] }), 'Xero', 'en');
    expect(view?.detail?.values).toEqual(['Bramley', 'Alder & Finch Ltd']);
  });
});

describe('pickedNames', () => {
  it('shortens a long list', () => {
    const many = Array.from({ length: 6 }, (_, index) => ({ tenantId: `t${index}`, name: `Co ${index}` }));
    expect(pickedNames(aFlow({ tenants: many }), 'en')).toBe('Co 0, Co 1, and +4');
  });
});
