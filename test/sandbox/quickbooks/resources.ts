import { entities } from './books.ts';
import { describeCompany, describePreferences } from './company-data.ts';
import { type Refusal, serviceRefusals } from './fault-bodies.ts';
import { reportOf, reports } from './reports.ts';
import { type Company, includesPlan, type World } from './world.ts';

/** One read of a company's data. */
export interface Asked {
  company: Company;
  world: World;
  query: URLSearchParams;
  nowMs: number;
}

/** What a read brings. `isBare`: without the time every other answer carries. */
export type Found = { body: Record<string, unknown>; isBare?: boolean } | { refusal: Refusal };

const queryShape =
  /^select\s+(?<what>count\(\*\)|\*|[\w, .]+)\s+from\s+(?<entity>\w+)(?<rest>(?:\s+(?:where|order|order ?by|startposition|maxresults)\s.*)?)$/i;

/** The query language, as far as listing and counting go (facts: 2, "query size"). */
function answerQuery(asked: Asked): Found {
  const query = (asked.query.get('query') ?? '').trim().replace(/;$/, '');
  const parts = queryShape.exec(query)?.groups;
  const entity = [...entities].find(([name]) => name.toLowerCase() === parts?.entity?.toLowerCase());
  if (!parts || !entity) return { refusal: serviceRefusals.badQuery(query) };
  const [name, { needs, list }] = entity;
  if (!includesPlan(asked.company.plan, needs)) return { refusal: serviceRefusals.notInPlan() };
  const all = list(asked);
  if (/^count/i.test(parts.what ?? '')) return { body: { QueryResponse: { totalCount: all.length } } };
  const start = Number(/startposition\s+(\d+)/i.exec(parts.rest ?? '')?.[1] ?? 1);
  const size = Math.min(Number(/maxresults\s+(\d+)/i.exec(parts.rest ?? '')?.[1] ?? 100), 1000);
  const page = all.slice(start - 1, start - 1 + size);
  const shown = page.length === 0 ? {} : { [name]: page, startPosition: start, maxResults: page.length };
  return { body: { QueryResponse: shown } };
}

/** A report by its exact name; an unknown one is refused like a missing right (facts: 4b, code 5020). */
function answerReport(asked: Asked, name: string): Found {
  const needs = reports.get(name);
  if (needs === undefined) return { refusal: serviceRefusals.unknownReport() };
  if (!includesPlan(asked.company.plan, needs)) return { refusal: serviceRefusals.unknownReport() };
  return { body: reportOf(name, asked), isBare: true };
}

/** What stands at a path below the company. */
export function findRead(asked: Asked, path: string): Found {
  const [resource = '', id] = path.split('/');
  switch (resource.toLowerCase()) {
    case 'companyinfo':
      return id === asked.company.realmId
        ? { body: { CompanyInfo: describeCompany(asked) } }
        : { refusal: serviceRefusals.notSupported(path) };
    case 'preferences':
      return { body: { Preferences: describePreferences(asked) } };
    case 'query':
      return answerQuery(asked);
    case 'reports':
      return answerReport(asked, id ?? '');
    default:
      return { refusal: serviceRefusals.notSupported(path) };
  }
}
