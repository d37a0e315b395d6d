import { type Text, text } from '../../model/text';
import type { ReportEvent, SupportReport } from './report';

/** Turns a key into words; passed in, because the same report is made in a page and in tests. */
export type Say = (text: Text) => string;

/** Keeps values from being read as Markdown or breaking out of their line. */
function plain(value: string | number): string {
  return String(value)
    .replace(/[\r\n]+/g, ' ')
    .replace(/([\\`*{}[\]<>#|])/g, '\\$1');
}

function row(say: Say, key: string, value: string | number | undefined): string[] {
  return value === undefined || value === '' ? [] : [`- **${say(text(key))}**: ${plain(value)}`];
}

function eventLine({ at, kind, cause, detail, requestId, test }: ReportEvent): string {
  const parts = [at, kind, test, cause, detail, requestId].filter((part) => part !== undefined);
  return `- ${parts.map(plain).join(' · ')}`;
}

function section(say: Say, key: string, lines: readonly string[]): string[] {
  return ['', `## ${say(text(key))}`, '', ...(lines.length > 0 ? lines : [say(text('report_nothing'))])];
}

function diagnosisLines(say: Say, { diagnosis }: SupportReport): string[] {
  if (!diagnosis) return [];
  const others = diagnosis.alternatives.map(({ cause, confidence }) => `${cause} (${confidence})`).join(', ');
  return [
    ...row(say, 'report_cause', `${diagnosis.cause} (${diagnosis.confidence})`),
    ...row(say, 'report_alternatives', others),
    ...row(say, 'report_action', `${diagnosis.action}, ${diagnosis.actor}`),
    ...row(say, 'report_reconnect_helps', diagnosis.reconnectHelps),
    ...row(say, 'report_code', diagnosis.code),
    ...row(say, 'report_description', diagnosis.description),
    ...row(say, 'report_status', diagnosis.status),
    ...row(say, 'report_missing_scope', diagnosis.missingScope),
    ...row(say, 'report_plan', [diagnosis.plan, diagnosis.subscriptionStatus].filter(Boolean).join(', ')),
    ...row(say, 'report_rules', diagnosis.rules.join(', ')),
  ];
}

/** The report as Markdown, for a mail or a ticket. Words come from the caller's messages, values from the report alone. */
export function toMarkdown(report: SupportReport, say: Say): string {
  const { integration, frequency, product } = report;
  const how = `report_pattern_${frequency.pattern}`;
  const lines = [
    `# ${say(text('report_title', report.reference))}`,
    '',
    ...row(say, 'report_made', report.madeAt),
    ...row(say, 'report_product', `${product.name} ${product.version}, ${product.browser}`),
    ...section(say, 'report_question_what', row(say, 'report_area', report.area ?? say(text('report_area_all')))),
    ...section(say, 'report_question_where', [
      ...row(say, 'report_provider', `${integration.provider}, ${integration.environment}`),
      ...row(say, 'report_company', integration.company),
      ...row(say, 'report_connected_days', integration.connectedForDays),
      ...row(
        say,
        'report_others',
        say(text('report_others_counts', String(report.others.failing), String(report.others.working))),
      ),
    ]),
    ...section(say, 'report_question_how_often', [
      `- ${say(text(how))}`,
      ...row(
        say,
        'report_counts',
        say(text('report_counts_values', String(frequency.failures), String(frequency.recoveries))),
      ),
    ]),
    ...section(say, 'report_question_changed', report.changedLately.map(eventLine)),
    ...section(say, 'report_diagnosis', diagnosisLines(say, report)),
    ...section(
      say,
      'report_request_ids',
      report.requestIds.map((id) => `- ${plain(id)}`),
    ),
    ...section(say, 'report_timeline', report.timeline.map(eventLine)),
  ];
  return `${lines.join('\n')}\n`;
}
