import { findTrouble } from '../../lib/guidance/area-trouble';
import { causeName } from '../../lib/guidance/cause-name';
import { type Guidance, guide } from '../../lib/guidance/guidance';
import type { AreaMatrix } from '../../lib/model/area-check';
import type { Connection } from '../../lib/model/connection';
import type { Diagnosis } from '../../lib/model/diagnosis';
import { type Text, text } from '../../lib/model/text';
import type { ConnectionView } from './connection-view';

/** What stops the areas that do not work, as far as one cause explains them. */
export interface AreaFinding {
  areas: Text[];
  /** The connection works and was signed in again since these areas began to fail: the cause lies elsewhere. */
  isConnectionFine: boolean;
  cause: Text;
  confidence: number;
  /** What else it could be, most likely first. */
  alternatives: { name: Text; confidence: number }[];
  guidance: Guidance;
  /** The connection with the button that belongs to this finding. */
  view: ConnectionView;
}

function guidanceFor(diagnosis: Diagnosis, areaId: string, view: ConnectionView): Guidance {
  return guide(diagnosis, {
    providerId: view.providerId,
    providerName: view.providerName,
    companyName: view.companyName,
    userName: view.userName,
    reader: view.reader,
    area: areaId,
  });
}

/** The connection as the finding's own button acts on it; the state shown beside it stays that of the connection. */
function actingOn(
  view: ConnectionView,
  { guidance, diagnosis }: { guidance: Guidance; diagnosis: Diagnosis },
): ConnectionView {
  const { button } = guidance;
  const primary = button && { kind: button.action, label: button.label, isProminent: true };
  return { ...view, guidance, primary, reconnectHelps: diagnosis.reconnectHelps };
}

/**
 * Explains the first cause among the areas that do not work; undefined while they are being asked, or where all work.
 * Pure.
 */
export function toAreaFinding(
  matrix: AreaMatrix,
  connection: Pick<Connection, 'status' | 'reconnectedAtMs'>,
  view: ConnectionView,
): AreaFinding | undefined {
  const trouble = matrix.finishedAtMs === undefined ? undefined : findTrouble(matrix, connection);
  if (!trouble) return undefined;
  const { diagnosis, isConnectionFine, areaIds, areaId } = trouble;
  const guidance = guidanceFor(diagnosis, areaId, view);
  return {
    areas: areaIds.map((id) => text(`area_${id}`)),
    isConnectionFine,
    cause: causeName(diagnosis.cause),
    confidence: diagnosis.confidence,
    alternatives: trouble.alternatives.map(({ cause, confidence }) => ({ name: causeName(cause), confidence })),
    guidance,
    view: actingOn(view, { guidance, diagnosis }),
  };
}
