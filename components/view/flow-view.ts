import { type Guidance, guide } from '../../lib/guidance/guidance';
import type { Tenant } from '../../lib/model/connection';
import type { Flow, FlowStep } from '../../lib/model/flow';
import { type Text, text } from '../../lib/model/text';

export type FlowActionKind =
  | 'show'
  | 'start_again'
  | 'open_tab'
  | 'choose'
  | 'decide'
  | 'open_apps'
  | 'dismiss'
  | 'close';

export interface FlowAction {
  kind: FlowActionKind;
  label: Text;
  isPrimary: boolean;
}

/** What the banner says about the pending sign-in (UX-23). */
export interface FlowView {
  id: string;
  tone: 'progress' | 'ask' | 'problem';
  title: Text;
  detail: Text | undefined;
  actions: readonly FlowAction[];
  /** Words about a failed sign-in. */
  guidance: Guidance | undefined;
}

const labels = {
  show: 'flow_action_show',
  start_again: 'flow_action_start_again',
  open_tab: 'flow_action_open_tab',
  choose: 'flow_action_choose',
  decide: 'flow_action_decide',
  open_apps: 'flow_action_open_apps',
  dismiss: 'flow_action_dismiss',
  close: 'flow_action_close',
} as const satisfies Record<FlowActionKind, string>;

/** The first kind is the primary button. */
function buttons(...kinds: FlowActionKind[]): FlowAction[] {
  return kinds.map((kind, place) => ({ kind, label: text(labels[kind]), isPrimary: place === 0 }));
}

/** The companies that came back: those picked on the provider's screen just now, else all of them. */
export function pickedTenants(flow: Flow): Tenant[] {
  const tenants = flow.tenants ?? [];
  const picked = tenants.filter(({ tenantId }) => flow.chosenTenantIds?.includes(tenantId));
  return picked.length > 0 ? picked : tenants;
}

/** Names of the companies that came back, as one list in the reader's language. */
export function pickedNames(flow: Flow, locale: string): string {
  const names = pickedTenants(flow).map(({ name }) => name);
  const shown = names.length > 3 ? [...names.slice(0, 2), `+${names.length - 2}`] : names;
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(shown);
}

/** Words for what the sign-in itself knows better than the diagnosis of an answer, which speaks of stored sign-ins. */
const ownWords = {
  late: ['flow_late_title', 'flow_late_detail'],
  unfit: ['flow_unfit_title', 'flow_unfit_detail'],
  unreadable: ['flow_unreadable_title', 'flow_unreadable_detail'],
  notAccepted: ['flow_not_accepted_title', 'flow_not_accepted_detail'],
} as const;

function findOwnWords({ failedAt, diagnosis }: Flow): readonly [title: string, detail: string] | undefined {
  if (failedAt === 'time') return ownWords.late;
  if (failedAt === 'answer') return ownWords.unfit;
  if (failedAt !== 'tokens') return undefined;
  if (diagnosis?.cause === 'unknown') return ownWords.unreadable;
  return diagnosis?.cause === 'grant_invalid' ? ownWords.notAccepted : undefined;
}

/** What may be done about a failed sign-in; a page the window could not show can be seen in a tab (SEC-23). */
function waysOn({ failedAt }: Flow, guidance: Guidance | undefined): FlowAction[] {
  if (failedAt === 'page') return buttons('open_tab', 'start_again', 'close');
  return guidance?.button?.action === 'open_apps'
    ? buttons('open_apps', 'start_again', 'close')
    : buttons('start_again', 'close');
}

function failedView(flow: Flow, providerName: string): FlowView {
  const base = { id: flow.id, tone: 'problem' as const };
  const guidance =
    flow.diagnosis &&
    guide(flow.diagnosis, {
      providerId: flow.providerId,
      providerName,
      companyName: flow.companyName ?? providerName,
      userName: flow.userName,
    });
  const own = findOwnWords(flow);
  const title = own ? text(own[0], providerName) : guidance?.headline;
  return {
    ...base,
    title: title ?? text('flow_failed_title', providerName),
    detail: own ? text(own[1], providerName) : guidance?.why,
    actions: waysOn(flow, guidance),
    guidance,
  };
}

type Told = Pick<FlowView, 'tone' | 'title' | 'detail' | 'actions'>;

function waiting({ how, companyName }: Flow, providerName: string): Told {
  return {
    tone: 'progress',
    title: text(how === 'window' ? 'flow_waiting_window_title' : 'flow_waiting_tab_title', providerName),
    detail: companyName === undefined ? undefined : text('flow_waiting_company', companyName),
    actions: buttons('show', 'start_again', 'dismiss'),
  };
}

function stalled({ isOtherOpen }: Flow, providerName: string): Told {
  return {
    tone: 'ask',
    title: isOtherOpen ? text('flow_other_open_title', providerName) : text('flow_stalled_title', providerName),
    detail: isOtherOpen ? text('flow_other_open_detail') : text('flow_stalled_detail'),
    actions: buttons('open_tab', 'start_again', 'dismiss'),
  };
}

function finishing(_flow: Flow, providerName: string): Told {
  const detail = text('flow_finishing_detail');
  return { tone: 'progress', title: text('flow_finishing_title', providerName), detail, actions: [] };
}

function choose(flow: Flow, providerName: string): Told {
  const count = flow.tenants?.length ?? 0;
  return {
    tone: 'ask',
    title: text('flow_choose_title', providerName),
    detail: { key: 'flow_choose_detail', count, values: [`${count}`] },
    actions: buttons('choose', 'dismiss'),
  };
}

function otherCompany(flow: Flow, providerName: string, locale: string): Told {
  return {
    tone: 'ask',
    title: text('flow_other_title'),
    detail: text('flow_other_detail', pickedNames(flow, locale), flow.companyName ?? providerName),
    actions: buttons('decide', 'dismiss'),
  };
}

function interrupted(_flow: Flow, providerName: string): Told {
  return {
    tone: 'problem',
    title: text('flow_interrupted_title'),
    detail: text('flow_interrupted_detail', providerName),
    actions: buttons('start_again', 'close'),
  };
}

const tellers = {
  waiting_for_you: waiting,
  stalled,
  finishing,
  choose,
  other_company: otherCompany,
  interrupted,
} as const satisfies Record<Exclude<FlowStep, 'done' | 'failed'>, (flow: Flow, name: string, locale: string) => Told>;

/**
 * What to say about a pending sign-in; undefined when it is done and there is nothing left to say.
 *
 * @param locale BCP 47 tag of the words around it, for lists of names
 */
export function toFlowView(flow: Flow, providerName: string, locale: string): FlowView | undefined {
  if (flow.step === 'done') return undefined;
  if (flow.step === 'failed') return failedView(flow, providerName);
  return { id: flow.id, guidance: undefined, ...tellers[flow.step](flow, providerName, locale) };
}
