import { jsonReply, type Reply, type SandboxRequest } from '../core/http.ts';
import { newHandle } from '../core/random.ts';
import { fieldsOf, rowsOf } from './books.ts';
import { refusals } from './errors.ts';
import { admit, type Caller } from './gateway.ts';
import { isSubscribed, objectRules, reportRules } from './objects.ts';
import type { IntacctState } from './state.ts';
import { mayDo } from './world.ts';

const base = '/ia/api/v1';

const good = (
  result: unknown,
  meta: Record<string, unknown> = { totalCount: 1, totalSuccess: 1, totalError: 0 },
): Reply => jsonReply(200, { 'ia::result': result, 'ia::meta': meta });

/** What keeps a caller from an object; undefined when nothing does. */
function refuseObject(caller: Caller, object: string): Reply | undefined {
  const rule = objectRules.get(object);
  if (!rule) return refusals.unknownObject(object);
  if (!isSubscribed(caller.company.subscriptions, rule.subscription)) return refusals.notSubscribed(rule.subscription);
  return mayDo(caller.company, caller.user, rule.place, 'List') ? undefined : refusals.denied();
}

interface Query {
  object: string;
  fields: string[];
  start: number;
  size: number;
}

const countOf = (value: unknown, usual: number): number => (typeof value === 'number' ? value : usual);

function readQuery(body: string): Query | undefined {
  let read: unknown;
  try {
    read = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (typeof read !== 'object' || read === null) return undefined;
  const members = new Map<string, unknown>(Object.entries(read));
  const object = members.get('object');
  const fields = members.get('fields');
  if (typeof object !== 'string') return undefined;
  return {
    object,
    fields: Array.isArray(fields) ? fields.map(String) : ['key'],
    start: countOf(members.get('start'), 1),
    size: Math.min(countOf(members.get('size'), 100), 4000),
  };
}

/** POST /services/core/query: 1-based, 100 rows unless told, 4000 at most; each page is one transaction (facts: 3). */
function query(state: IntacctState, request: SandboxRequest, caller: Caller): Reply {
  const wanted = readQuery(request.body);
  if (!wanted) return refusals.payload();
  state.counters.transactions += 1;
  const refused = refuseObject(caller, wanted.object);
  if (refused) return refused;
  const unknown = wanted.fields.find((field) => !fieldsOf(wanted.object).includes(field));
  if (unknown) return refusals.unknownField(unknown, wanted.object);
  const rows = rowsOf(caller, wanted.object);
  const page = rows.slice(wanted.start - 1, wanted.start - 1 + wanted.size);
  const next = wanted.start + page.length;
  return good(
    page.map((row) => Object.fromEntries(wanted.fields.map((field) => [field, row[field] ?? null]))),
    {
      totalCount: rows.length,
      start: wanted.start,
      pageSize: wanted.size,
      next: next <= rows.length ? next : null,
      previous: null,
    },
  );
}

/** Lists hold keys, ids and addresses alone; one object by its key comes whole (facts: 3). */
function objects(request: SandboxRequest, caller: Caller): Reply {
  const path = request.path.slice(`${base}/objects/`.length);
  const [module = '', name = '', key] = path.split('/');
  const object = `${module}/${name}`;
  const refused = refuseObject(caller, object);
  if (refused) return refused;
  const rows = rowsOf(caller, object);
  if (key === undefined) {
    return good(rows.map((row) => ({ key: row.key, id: row.id, href: `/objects/${object}/${row.key}` })));
  }
  const row = rows.find((candidate) => candidate.key === key);
  return row ? good(row) : refusals.unknownObject(path);
}

function report(request: SandboxRequest, caller: Caller): Reply {
  const name = request.path.slice(`${base}/services/reports/`.length);
  const rule = reportRules.get(name);
  if (!rule) return refusals.unknownObject(name);
  if (!isSubscribed(caller.company.subscriptions, rule.subscription)) return refusals.notSubscribed(rule.subscription);
  if (!mayDo(caller.company, caller.user, rule.place, 'Run')) return refusals.denied();
  const started = jsonReply(202, { 'ia::result': { reportId: newHandle(12), status: 'pending' }, 'ia::meta': {} });
  return { ...started, headers: { ...started.headers, 'retry-after': '30' } };
}

function allowed(request: SandboxRequest, caller: Caller): Reply {
  const wanted = readQuery(request.body);
  const rule = objectRules.get(wanted?.object ?? '');
  if (!wanted || !rule) return refusals.payload();
  const may = (right: 'View' | 'Edit' | 'Delete'): boolean => mayDo(caller.company, caller.user, rule.place, right);
  return good([{ key: '1', canView: may('View'), canEdit: may('Edit'), canDelete: may('Delete') }]);
}

/** Everything below https://api.intacct.com/ia/api/v1 but the token endpoint. */
export async function answerRest(state: IntacctState, request: SandboxRequest): Promise<Reply> {
  if (!request.path.startsWith(`${base}/`)) return refusals.version();
  const caller = await admit(state, request);
  if ('refusal' in caller) return caller.refusal;
  const path = request.path.slice(base.length);
  if (request.method === 'GET' && path === '/services/core/session/id') {
    // A live session of the older interface, in clear: nobody here reads it.
    const sessionId = newHandle(24);
    state.secrets.add(sessionId);
    return good({ sessionId, expiresIn: Math.round(state.lifetimes.sessionMs / 1000) });
  }
  if (request.method === 'GET' && path === '/services/core/model') {
    const object = request.query.get('name') ?? '';
    // Reading the model is permissioned apart from reading rows: it proves nothing about them.
    return objectRules.has(object)
      ? good({ object, fields: Object.fromEntries(fieldsOf(object).map((field) => [field, { type: 'string' }])) })
      : good({ fields: {} });
  }
  if (path.startsWith('/objects/') && request.method === 'GET') return objects(request, caller);
  if (request.method !== 'POST') return refusals.endpoint();
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) return refusals.contentType();
  if (path === '/services/core/query') return query(state, request, caller);
  if (path === '/services/core/allowed-operations/list') return allowed(request, caller);
  if (path.startsWith('/services/reports/')) return report(request, caller);
  return refusals.endpoint();
}
