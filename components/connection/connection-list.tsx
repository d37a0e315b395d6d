import { useState } from 'preact/hooks';
import { tk } from '../../lib/browser/translate';
import { type EntryView, isIncidentView } from '../view/incident-view';
import { ConnectionRow } from './connection-row';
import { IncidentRow } from './incident-row';
import { moveInList } from './list-keys';
import type { RunAction } from './row-actions';

/** Connections and incidents in order of need. Arrow keys go from row to row; Esc closes the open one (UX-25). */
export function ConnectionList({ views, onAction }: { views: readonly EntryView[]; onAction: RunAction }) {
  const [expandedId, setExpandedId] = useState<string | undefined>(undefined);
  const toggle = (id: string): void => setExpandedId(id === expandedId ? undefined : id);
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }): void => {
    if (event.key === 'Escape' && expandedId !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      event.currentTarget.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus();
      setExpandedId(undefined);
    } else if (moveInList(event.currentTarget, event.target, event.key)) {
      event.preventDefault();
    }
  };
  return (
    <ul class="rows" aria-label={tk('status_list_label')} onKeyDown={onKeyDown}>
      {views.map((view) => {
        const row = { isExpanded: view.id === expandedId, onToggle: toggle, onAction };
        return isIncidentView(view) ? (
          <IncidentRow key={view.id} incident={view} {...row} />
        ) : (
          <ConnectionRow key={view.id} view={view} {...row} />
        );
      })}
    </ul>
  );
}
