import { findClientFile } from '../core/client-file.ts';
import { button, must } from '../core/control-parts.ts';
import { emptyReply, jsonReply, type Reply, redirectReply, type SandboxRequest, textReply } from '../core/http.ts';
import type { ControlTarget, PlayedProvider } from '../core/provider.ts';
import { dashboard, frame, hostilePages, type RunReport } from './pages.ts';
import { createWorld, type Report, type ReportWorld, type Source, type Trouble } from './world.ts';

export const reportHost = 'app.reportdeck.example';
/** The same tool under a name nobody adds. */
export const otherHost = 'app.otherdeck.example';

/** What a test, or the control page, may do to the played report tool. */
export interface ReportToolControl {
  setLayout(layout: ReportWorld['layout']): void;
  /** Ends the sign-in the tool itself has for a company. */
  endGrant(company: string): void;
  /** How often somebody pressed the tool's own "Refresh Connection". */
  refreshes(): number;
}

/**
 * A report tool that reads from a played provider: what stops a company's data there stops its reports here. Its own
 * sign-in for each company can end too, and its button renews that alone: a report that lacks a permission fails on.
 *
 * @param troubleOf what stops the data of a company right now
 */
export function createReportTool(troubleOf: (company: string) => Trouble | undefined): {
  provider: PlayedProvider;
  control: ReportToolControl;
} {
  const world = createWorld();
  let refreshes = 0;
  const run = (report: Report): RunReport => ({
    report,
    isGood: report.source.hasGrant && troubleOf(report.source.company) === undefined,
  });
  const refresh = (source: Source): void => {
    refreshes += 1;
    source.hasGrant = true;
  };
  const sourceAt = (path: string): Source | undefined =>
    world.sources.find(({ id }) => path.includes(`/sources/${id}/refresh`));

  const answerApi = ({ path }: SandboxRequest): Reply => {
    if (path === '/api/reports') {
      const reports = world.reports.map(({ id, name, source }) => ({
        id,
        name,
        source: source.named,
        sourceId: source.id,
      }));
      return jsonReply(200, reports);
    }
    const report = world.reports.find(({ id }) => path === `/api/reports/${id}/run`);
    return report ? jsonReply(200, { isGood: run(report).isGood }) : textReply(404, 'Not found');
  };

  const answer = (request: SandboxRequest): Reply => {
    const { path, method, query } = request;
    const source = sourceAt(path);
    if (source && method === 'POST') {
      refresh(source);
      if (path.startsWith('/api/')) return emptyReply(204);
      return redirectReply(world.layout === 3 ? '/frame?refreshed' : '/?refreshed');
    }
    if (path.startsWith('/api/')) return answerApi(request);
    const hostile = hostilePages[path.replace('/hostile/', '')];
    if (path.startsWith('/hostile/') && hostile) return hostile();
    if (path === '/frame') return frame(world.reports.map(run), query.has('refreshed'));
    const file = findClientFile(path, new URL('./', import.meta.url));
    return file ?? dashboard(world, world.reports.map(run), query.has('refreshed'));
  };

  const control: ReportToolControl = {
    setLayout(layout) {
      world.layout = layout;
    },
    endGrant(company) {
      must(
        world.sources.find((source) => source.company === company),
        `source of ${company}`,
      ).hasGrant = false;
    },
    refreshes: () => refreshes,
  };

  const targets = (): ControlTarget[] => [
    {
      id: 'deck',
      name: 'The tool',
      state: `layout ${world.layout}`,
      actions: ([1, 2, 3] as const).map((layout) =>
        button(`layout-${layout}`, `Layout ${layout}`, () => control.setLayout(layout)),
      ),
    },
    ...world.sources.map(({ id, named, company, hasGrant }) => ({
      id,
      name: named,
      state: `sign-in ${hasGrant ? 'good' : 'ended'}, data ${troubleOf(company) ?? 'readable'}`,
      actions: [button('end', 'Its sign-in ends', () => control.endGrant(company))],
    })),
  ];

  return {
    control,
    provider: {
      id: 'reports',
      name: 'ReportDeck (report tool)',
      hosts: [reportHost, otherHost],
      endpointOf: ({ path }) => (path.startsWith('/api/') ? 'api' : 'page'),
      answer,
      targets,
    },
  };
}
