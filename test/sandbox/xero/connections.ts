import { emptyReply, jsonReply, type Reply, type SandboxRequest, textReply } from '../core/http.ts';
import { newGuid } from '../core/random.ts';
import { readBearer } from './bearer.ts';
import type { XeroState } from './state.ts';
import { dropLinks, liveLinks } from './world.ts';

/** UTC without the trailing Z, seven digits (facts: 1.9). */
const timeOf = (atMs: number): string => new Date(atMs).toISOString().replace('Z', '0000');

/** GET /connections and DELETE /connections/{id}: a good bearer is all they want. */
export async function answerConnections(state: XeroState, request: SandboxRequest): Promise<Reply> {
  const bearer = await readBearer(state, request);
  if ('refusal' in bearer) return bearer.refusal;
  const headers = { 'xero-correlation-id': newGuid() };
  const links = liveLinks(state.world, bearer.clientId, bearer.userId);
  const linkId = /^\/connections\/([^/]+)$/.exec(request.path)?.[1];
  if (linkId !== undefined && request.method === 'DELETE') {
    const link = links.find((candidate) => candidate.id === linkId);
    if (!link) return textReply(404, '', headers);
    dropLinks(state.world, (candidate) => candidate.id === link.id);
    return emptyReply(204, headers);
  }
  if (linkId !== undefined || request.method !== 'GET') return textReply(404, '', headers);
  const authEventId = request.query.get('authEventId');
  const listed = links.filter((link) => authEventId === null || link.authEventId === authEventId);
  return jsonReply(
    200,
    listed.map((link) => ({
      id: link.id,
      authEventId: link.authEventId,
      tenantId: link.tenantId,
      tenantType: 'ORGANISATION',
      tenantName:
        state.world.organisations.find((organisation) => organisation.tenantId === link.tenantId)?.name ?? null,
      createdDateUtc: timeOf(link.createdMs),
      updatedDateUtc: timeOf(link.updatedMs),
    })),
    headers,
  );
}
