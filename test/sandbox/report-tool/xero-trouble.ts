import type { XeroControl } from '../xero/control.ts';
import { findMembership } from '../xero/world.ts';
import type { Trouble } from './world.ts';

/** What stops the data of an organisation, for a tool that the bookkeeper of that organisation signed in. */
export function xeroTrouble(xero: XeroControl, company: string): Trouble | undefined {
  const organisation = xero.organisation(company);
  const membership = findMembership(organisation, xero.bookkeeperOf(company).id);
  if (!membership) return 'company';
  if (organisation.hasTrialEnded) return 'plan';
  if (organisation.isOffline) return 'outage';
  return membership.canSeeReports ? undefined : 'permission';
}
