import * as z from 'zod/mini';
import type { DryRun } from '../model/dry-run';
import { Environment } from '../model/evidence';
import type { Mistake } from '../model/mistakes';
import { maxDefinitionLength } from '../model/provider-definition';
import { maxSiteLength, SitePicks } from '../model/report-site';
import type { Result } from '../model/result';
import { NoticePatch, Reader } from '../model/settings';

const id = z.string().check(z.minLength(1), z.maxLength(100));
const how = z.enum(['window', 'tab']);
const definition = z.string().check(z.maxLength(maxDefinitionLength));

const siteDefinition = z.string().check(z.maxLength(maxSiteLength));

/**
 * What our own pages (popup, console) may ask of the worker. No message carries a URL, a storage key or a function name
 * (SEC-53); a provider's definition is a document: it is read by its own schema, and none of its addresses is asked for
 * more than the person has allowed in the browser.
 */
export const Request = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('connect.start'), providerId: id, environment: Environment, how }),
    z.object({ type: z.literal('connection.reconnect'), id, how }),
    /** Ends the pending sign-in, whatever its step; `isRestarting`: the same one starts again at once, so its hosts stay. */
    z.object({ type: z.literal('flow.dismiss'), flowId: id, isRestarting: z.optional(z.boolean()) }),
    /** Starts the pending sign-in again in a tab. */
    z.object({ type: z.literal('flow.openTab'), flowId: id }),
    /** Brings the sign-in window or tab to the front. */
    z.object({ type: z.literal('flow.show'), flowId: id }),
    /** Watches the chosen companies of a finished sign-in (steps `choose` and `other_company`). */
    z.object({ type: z.literal('flow.watch'), flowId: id, tenantIds: z.array(id).check(z.maxLength(2000)) }),
    /** Checks a connection; with `withIncident` also all others that share the cause of its failure. */
    z.object({ type: z.literal('connection.check'), id, withIncident: z.optional(z.boolean()) }),
    z.object({ type: z.literal('connections.checkAll') }),
    /** Reads data areas one at a time (all of them when none is named); progress is in the store. */
    z.object({ type: z.literal('connection.checkAreas'), id, areaIds: z.array(id).check(z.maxLength(100)) }),
    z.object({ type: z.literal('connection.rename'), id, nickname: z.string().check(z.maxLength(120)) }),
    z.object({ type: z.literal('connection.pause'), id, isPaused: z.boolean() }),
    /** Whether notifications of the system leave this connection out. */
    z.object({ type: z.literal('connection.mute'), id, isMuted: z.boolean() }),
    /** Stops watching a company and ends its link at the provider; the last one of a grant revokes the grant. */
    z.object({ type: z.literal('connection.disconnect'), id }),
    z.object({
      type: z.literal('app.save'),
      providerId: id,
      environment: Environment,
      clientId: z.string().check(z.minLength(1), z.maxLength(300)),
      clientSecret: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
      domain: z.optional(z.string().check(z.minLength(1), z.maxLength(253))),
    }),
    z.object({ type: z.literal('app.remove'), appId: id }),
    /** Tries a definition without a sign-in; nothing is stored. */
    z.object({ type: z.literal('provider.dryRun'), definition }),
    /** Stores a definition; `replaces` is the id of the one that is being edited. */
    z.object({ type: z.literal('provider.save'), definition, replaces: z.optional(id) }),
    /** Leaves a definition that was tried: the browser access it was given goes back, unless somebody else needs it. */
    z.object({ type: z.literal('provider.leave'), definition }),
    z.object({ type: z.literal('provider.remove'), providerId: id }),
    /** Stores a report tool; `replaces` is the id of the one that is being edited. The browser was asked for its hosts before. */
    z.object({
      type: z.literal('site.save'),
      definition: siteDefinition,
      replaces: z.optional(id),
      picks: z.optional(SitePicks),
    }),
    z.object({ type: z.literal('site.switch'), siteId: id, isOn: z.boolean() }),
    z.object({ type: z.literal('site.remove'), siteId: id }),
    /** Says which connection the open question is about; without one the question is only put away. */
    z.object({ type: z.literal('site.pick'), siteId: id, connectionId: z.optional(id) }),
    z.object({
      type: z.literal('settings.save'),
      patch: z.object({
        overlayEnabled: z.optional(z.boolean()),
        welcomed: z.optional(z.boolean()),
        reader: z.optional(Reader),
        notices: z.optional(NoticePatch),
      }),
    }),
    z.object({ type: z.literal('overlay.unmute'), site: id }),
  ]),
);
export type Request = z.infer<typeof Request>;
export type RequestOf<Type extends Request['type']> = Extract<Request, { type: Type }>;

/** Why a sign-in could not be started. */
export type StartProblem =
  | 'busy'
  | 'unknown_provider'
  | 'unknown_connection'
  | 'no_app_credentials'
  | 'no_permission'
  | 'storage_unavailable';

/** A definition that cannot be used as it is. */
type Mistaken = { kind: 'mistaken'; mistakes: Mistake[] };

/** What the worker answers, by request type. */
export interface Replies {
  'connect.start': Result<{ flowId: string }, StartProblem>;
  'connection.reconnect': Result<{ flowId: string }, StartProblem>;
  'flow.dismiss': Result<null, 'unknown_flow'>;
  'flow.openTab': Result<{ flowId: string }, StartProblem | 'unknown_flow'>;
  'flow.show': Result<null, 'unknown_flow' | 'no_window'>;
  'flow.watch': Result<{ connectionIds: string[] }, 'unknown_flow' | 'unknown_company' | 'storage_unavailable'>;
  'connection.check': Result<null, 'unknown_connection'>;
  'connection.checkAreas': Result<null, 'unknown_connection'>;
  'connections.checkAll': Result<{ count: number }, never>;
  'connection.rename': Result<null, 'unknown_connection' | 'storage_unavailable'>;
  'connection.pause': Result<null, 'unknown_connection' | 'storage_unavailable'>;
  'connection.mute': Result<null, 'unknown_connection' | 'storage_unavailable'>;
  'connection.disconnect': Result<
    { ended: 'company' | 'grant' | 'later' | 'only_here' },
    'unknown_connection' | 'storage_unavailable'
  >;
  'app.save': Result<
    { appId: string },
    'unknown_provider' | 'managed_app' | 'storage_unavailable' | 'malformed_client_id' | 'malformed_domain'
  >;
  'app.remove': Result<null, 'managed_app' | 'in_use' | 'unknown_app' | 'storage_unavailable'>;
  'provider.dryRun': Result<{ kind: 'tried'; run: DryRun } | Mistaken, 'storage_unavailable'>;
  'provider.save': Result<{ kind: 'saved'; providerId: string } | Mistaken, 'storage_unavailable'>;
  'provider.leave': Result<null, 'storage_unavailable'>;
  'provider.remove': Result<null, 'unknown_provider' | 'provider_in_use' | 'storage_unavailable'>;
  'site.save': Result<
    { kind: 'saved'; siteId: string } | Mistaken,
    'no_permission' | 'unknown_site' | 'storage_unavailable'
  >;
  'site.switch': Result<null, 'unknown_site' | 'storage_unavailable'>;
  'site.remove': Result<null, 'unknown_site' | 'storage_unavailable'>;
  'site.pick': Result<null, 'unknown_site' | 'unknown_connection' | 'storage_unavailable'>;
  'settings.save': Result<null, 'storage_unavailable'>;
  'overlay.unmute': Result<null, 'storage_unavailable'>;
}
