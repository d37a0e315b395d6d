import type Provider from 'oidc-provider';
import { jsonReply, type Reply, type SandboxRequest } from '../core/http.ts';
import type { World } from './world.ts';

/** RFC 9457 problem details, with the challenge of RFC 6750 where it belongs. */
function problem(status: number, title: string, challenge?: string): Reply {
  return jsonReply(
    status,
    { type: 'about:blank', title, status },
    {
      'content-type': 'application/problem+json',
      ...(challenge === undefined ? {} : { 'www-authenticate': challenge }),
    },
  );
}

const accounts = [
  { id: 1, name: 'Bank' },
  { id: 2, name: 'Sales' },
];

/** The API of the service: one company per person, read with a bearer token. */
export async function answerApi(server: Provider, world: World, request: SandboxRequest): Promise<Reply> {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer === undefined) return problem(401, 'A sign-in is needed', 'Bearer realm="books"');
  const token = await server.AccessToken.find(bearer);
  if (!token || token.isExpired)
    return problem(401, 'The access token is not valid', 'Bearer realm="books", error="invalid_token"');
  if (!(token.scope ?? '').split(' ').includes('books:read')) {
    return problem(
      403,
      'The access token does not reach this',
      'Bearer realm="books", error="insufficient_scope", scope="books:read"',
    );
  }
  const person = world.people.find(({ id }) => id === token.accountId);
  const company = world.companies.find(({ id }) => id === person?.companyId);
  if (!person || !company?.isOpen) return problem(404, 'There is no such company');
  if (company.plan === 'ended') return problem(402, 'The subscription of this company has ended');
  if (!person.mayRead) return problem(403, 'This user does not have permission to read the books');
  if (request.path === '/v1/company') return jsonReply(200, { company: { id: company.id, name: company.name } });
  return request.path === `/v1/${company.id}/accounts` ? jsonReply(200, { accounts }) : problem(404, 'Nothing is here');
}
