import type { JSX } from 'preact';
import type { ShownStatus } from '../view/shown-status';

const line = { fill: 'none', stroke: 'currentColor', 'stroke-width': '1.6', 'stroke-linecap': 'round' } as const;

/** One shape per state, so that none is told by colour alone (UX-01). Glyphs are cut out, so any background will do. */
const shapes: Record<ShownStatus, JSX.Element> = {
  connected: (
    <path
      fill="currentColor"
      fill-rule="evenodd"
      d="M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm-1 10.1 5.3-5.3-1.25-1.25L7 8.6 5.2 6.8 3.95 8.05Z"
    />
  ),
  checking: (
    <circle cx="8" cy="8" r="6.1" {...line} stroke-width="2" stroke-linecap="butt" stroke-dasharray="4.2 2.19" />
  ),
  needs_you: (
    <path
      fill="currentColor"
      fill-rule="evenodd"
      d="M6.85 1.7a1.33 1.33 0 0 1 2.3 0l6.2 10.8a1.33 1.33 0 0 1-1.15 2H1.8a1.33 1.33 0 0 1-1.15-2ZM7.1 5.4l.25 4.5h1.3l.25-4.5ZM8 10.9a1 1 0 1 0 0 2 1 1 0 0 0 0-2Z"
    />
  ),
  waiting: (
    <g {...line}>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M8 4.4V8l2.5 1.7" />
    </g>
  ),
  offline: (
    <g {...line}>
      <path d="M1.6 6.3a9.4 9.4 0 0 1 12.8 0M4.3 9.3a5.4 5.4 0 0 1 7.4 0" />
      <path d="M8 12.9v.1" stroke-width="2.4" />
      <path d="M2.6 14.2 13.4 1.8" />
    </g>
  ),
  unknown: (
    <g {...line}>
      <path d="M8 1.1 14.9 8 8 14.9 1.1 8Z" stroke-linejoin="round" />
      <path d="M6.5 6.3a1.55 1.55 0 1 1 2.3 1.4c-.5.25-.8.6-.8 1.1" stroke-width="1.4" />
      <path d="M8 10.9v.1" stroke-width="1.8" />
    </g>
  ),
  paused: (
    <path
      fill="currentColor"
      fill-rule="evenodd"
      d="M3.2 1.5h9.6a1.7 1.7 0 0 1 1.7 1.7v9.6a1.7 1.7 0 0 1-1.7 1.7H3.2a1.7 1.7 0 0 1-1.7-1.7V3.2a1.7 1.7 0 0 1 1.7-1.7ZM5.3 4.9v6.2H7V4.9Zm3.7 0v6.2h1.7V4.9Z"
    />
  ),
};

/** The shape of a state. Decorative: the word always stands beside it. */
export function StatusIcon({ status }: { status: ShownStatus }) {
  return (
    <svg class="status-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" data-shape={status}>
      {shapes[status]}
    </svg>
  );
}
