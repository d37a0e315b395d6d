import { jsonReply, type Reply, type SandboxRequest } from '../core/http.ts';
import { refusals } from './api-errors.ts';
import { type Caller, readCaller } from './bearer.ts';
import { objectNames, prefixOf, type Row, rowsOf } from './records.ts';
import { isEqual, parseQuery } from './soql.ts';
import type { SalesforceState } from './state.ts';
import { mayRead, originOf } from './world.ts';

const oldest = 31;
const newest = 66;

interface Asked extends Caller {
  state: SalesforceState;
  request: SandboxRequest;
  version: string;
  headers: Reply['headers'];
}

/** GET /services/data: the versions there are; nobody has to sign in for that. */
export function answerVersions(): Reply {
  const versions = Array.from({ length: newest - oldest + 1 }, (_, at) => `${oldest + at}.0`);
  return jsonReply(
    200,
    versions.map((version) => ({ label: `Release ${version}`, url: `/services/data/v${version}`, version })),
  );
}

/** The REST interface of one org: /services/data/v62.0/… */
export function answerData(state: SalesforceState, request: SandboxRequest): Reply {
  const caller = readCaller(state, request);
  if ('refusal' in caller) return caller.refusal;
  const [, version = '', path = '/'] = /^\/services\/data\/v(\d+\.0)(\/.*)?$/.exec(request.path) ?? [];
  if (Number(version) < oldest || Number(version) > newest) return refusals.notFound();
  const { problem, header } = state.limits.count(caller.org.id);
  const headers = { 'sforce-limit-info': header };
  if (problem) return problem === 'requests' ? refusals.limit(headers) : refusals.longLimit(headers);
  return answerResource({ ...caller, state, request, version, headers }, path.replace(/\/$/, ''));
}

function answerResource(asked: Asked, path: string): Reply {
  const { request, headers } = asked;
  if (request.method !== 'GET') return refusals.notFound(headers);
  if (path === '') return jsonReply(200, resources(asked), headers);
  if (path === '/limits') return jsonReply(200, limits(asked), headers);
  if (path === '/query' || path === '/queryAll') return answerQuery(asked, request.query.get('q') ?? '');
  const [, , objectName = '', id] = path.split('/');
  if (path === '/sobjects') return jsonReply(200, describeAll(asked), headers);
  if (!path.startsWith('/sobjects/')) return refusals.notFound(headers);
  const rows = readable(asked, objectName);
  if (!rows) return refusals.notFound(headers);
  if (id === 'describe') return jsonReply(200, describe(objectName, rows), headers);
  const row = rows.find((candidate) => isEqual(candidate.Id, id ?? ''));
  return row
    ? jsonReply(200, { attributes: attributes(asked, objectName, row), ...row }, headers)
    : refusals.notFound(headers);
}

/** Rows of an object the person may read; an object they may not read does not exist for them. */
function readable({ org, user, state }: Asked, objectName: string): Row[] | undefined {
  return mayRead(org, user, objectName) ? rowsOf(org, objectName, state.clock.nowMs()) : undefined;
}

const attributes = ({ version }: Asked, type: string, row: Row): Row => ({
  type,
  url: `/services/data/v${version}/sobjects/${type}/${String(row.Id)}`,
});

function resources({ version, org, user }: Asked): Row {
  const at = (name: string): string => `/services/data/v${version}/${name}`;
  const host = org.isSandbox ? 'test' : 'login';
  const identity = `https://${host}.salesforce.com/id/${org.id}/${user.id}`;
  return {
    sobjects: at('sobjects'),
    query: at('query'),
    queryAll: at('queryAll'),
    limits: at('limits'),
    search: at('search'),
    identity,
  };
}

function limits({ state, org }: Asked): Row {
  const { max, remaining } = state.limits.left(org.id);
  return {
    DailyApiRequests: { Max: max, Remaining: remaining },
    DailyBulkApiBatches: { Max: 15_000, Remaining: 15_000 },
    DataStorageMB: { Max: 10_240, Remaining: 9_870 },
  };
}

function answerQuery(asked: Asked, text: string): Reply {
  const { headers } = asked;
  const query = parseQuery(text);
  if (typeof query === 'string') return refusals.query(query, headers);
  const rows = readable(asked, query.objectName);
  const columns = rows && Object.keys(rows[0] ?? {});
  if (!rows || !columns) return refusals.type(text, query.objectName, headers);
  const wanted = query.isCount ? [] : query.fields;
  const unknown = [...wanted, ...query.where.map(([field]) => field)].find((field) => !columns.includes(field));
  if (unknown !== undefined) return refusals.field(unknown, query.objectName, headers);
  const found = rows
    .filter((row) => query.where.every(([field, value]) => isEqual(row[field], value)))
    .slice(0, query.limit);
  const records = query.isCount
    ? []
    : found.map((row) => ({
        attributes: attributes(asked, query.objectName, row),
        ...Object.fromEntries(wanted.map((field) => [field, row[field]])),
      }));
  return jsonReply(200, { totalSize: found.length, done: true, records }, headers);
}

function describeAll({ org, user }: Asked): Row {
  const sobjects = objectNames
    .filter((name) => mayRead(org, user, name))
    .map((name) => ({
      name,
      label: name,
      labelPlural: name,
      keyPrefix: prefixOf(name),
      custom: false,
      queryable: true,
      retrieveable: true,
    }));
  return { encoding: 'UTF-8', maxBatchSize: 200, sobjects };
}

function describe(name: string, rows: readonly Row[]): Row {
  const fields = Object.entries(rows[0] ?? {}).map(([field, value]) => ({
    name: field,
    label: field,
    type:
      field === 'Id' ? 'id' : typeof value === 'boolean' ? 'boolean' : typeof value === 'number' ? 'double' : 'string',
    nillable: field !== 'Id',
  }));
  return {
    name,
    label: name,
    keyPrefix: prefixOf(name),
    queryable: true,
    fields,
    childRelationships: [],
    recordTypeInfos: [],
  };
}

/** Where an org's identity and names stand for a client that asks who it is. */
export function identityOf({ org, user }: Caller): Row {
  const host = org.isSandbox ? 'test' : 'login';
  const rest = `${originOf(org)}/services/data/v{version}/`;
  return {
    id: `https://${host}.salesforce.com/id/${org.id}/${user.id}`,
    asserted_user: true,
    user_id: user.id,
    organization_id: org.id,
    username: user.username,
    nick_name: user.username.split('@')[0],
    display_name: user.name,
    email: user.username,
    active: user.isActive,
    user_type: 'STANDARD',
    urls: { rest, sobjects: `${rest}sobjects/`, query: `${rest}query/` },
  };
}
