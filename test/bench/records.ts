import type { Connection } from '../../lib/model/connection.ts';
import type { Diagnosis } from '../../lib/model/diagnosis.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const places = [
  'Harbour',
  'Copper',
  'Tidewater',
  'Juniper',
  'Redgum',
  'Bright',
  'Kestrel',
  'Old Mill',
  'Lumen',
  'Iron',
];
const trades = [
  'Bakery',
  'Cycles',
  'Marine',
  'Interiors',
  'Landscapes',
  'Dental',
  'Freight',
  'Brewing',
  'Yoga',
  'Tools',
];
const forms = ['Ltd', '& Sons', 'Group', 'Pty Ltd', 'Partners', 'Co', 'Holdings', 'Studio', 'Trust', 'Services'];
const people = ['Maya Lindqvist', 'Tomas Okafor', 'Priya Brandt'];

const revoked: Diagnosis = {
  cause: 'grant_revoked',
  confidence: 0.92,
  action: 'reconnect',
  actor: 'you',
  reconnectHelps: 'yes',
  alternatives: [{ cause: 'tenant_unavailable', confidence: 0.2 }],
  rules: ['xero-not-listed', 'xero-403-unsuccessful'],
  facts: { code: 'AuthenticationUnsuccessful', status: 403, requestId: 'c0b1b1f0-5a1d-4b7e-9a11-6a1f5f0f3f10' },
};
const roleLowered: Diagnosis = {
  ...revoked,
  cause: 'user_permission_insufficient',
  action: 'ask_admin',
  actor: 'company_admin',
  reconnectHelps: 'no',
  rules: ['xero-no-reports'],
};
const outage: Diagnosis = {
  ...revoked,
  cause: 'provider_outage',
  action: 'wait',
  actor: 'provider',
  reconnectHelps: 'no',
  rules: ['http-503'],
  facts: { status: 503, description: 'The Organisation is offline' },
};

interface State {
  status: Connection['status'];
  needRank: number;
  isPaused?: boolean;
  diagnosis?: Diagnosis;
}

/** Of a hundred companies two need the person, two wait, one is paused, and ninety-five are fine. */
function stateOf(index: number): State {
  const place = index % 100;
  if (place === 3) return { status: 'needs_you', needRank: 0, diagnosis: revoked };
  if (place === 8) return { status: 'needs_you', needRank: 0, diagnosis: roleLowered };
  if (place === 5 || place === 47) return { status: 'waiting', needRank: 2, diagnosis: outage };
  if (place === 10) return { status: 'connected', needRank: 5, isPaused: true };
  return { status: 'connected', needRank: 4 };
}

/** Companies of a firm as the extension stores them, checked a few minutes ago and not due for hours. */
export function makeConnections(count: number, nowMs: number): Connection[] {
  return Array.from({ length: count }, (_, index) => {
    const [place, trade, form] = [
      places[index % 10],
      trades[Math.floor(index / 10) % 10],
      forms[Math.floor(index / 100) % 10],
    ];
    const companyName = `${place} ${trade} ${form}`;
    const { status, needRank, isPaused = false, diagnosis } = stateOf(index);
    const checkedAtMs = nowMs - (1 + (index % 50)) * minuteMs;
    const failing = diagnosis ? { diagnosis, failingSinceMs: nowMs - 5 * hourMs } : {};
    return {
      id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      providerId: 'xero',
      environment: 'production',
      grantId: `grant-${index % people.length}`,
      tenantId: `10000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      tenantLinkId: `20000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      companyName,
      userName: people[index % people.length],
      company: { screenKey: `!b${String(index).padStart(4, '0')}`, plan: 'GROW', isDemo: false },
      status,
      isPaused,
      connectedAtMs: nowMs - 90 * 24 * hourMs,
      lastCheckedAtMs: checkedAtMs,
      lastSuccessAtMs: diagnosis ? nowMs - 6 * hourMs : checkedAtMs,
      failuresInRow: diagnosis ? 7 : 0,
      nextDueAtMs: nowMs + 12 * hourMs,
      needRank,
      sortName: companyName.toLowerCase(),
      ...failing,
    };
  });
}
