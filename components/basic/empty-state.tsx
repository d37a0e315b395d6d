import type { ComponentChildren } from 'preact';

/** Nothing to list, nothing found, or nothing readable: three different screens, one action each (UX-92). */
export function EmptyState(props: {
  kind: 'empty' | 'no_result' | 'error';
  title: string;
  detail: string;
  children?: ComponentChildren;
}) {
  return (
    <section class="empty-state" data-kind={props.kind}>
      <h2>{props.title}</h2>
      <p>{props.detail}</p>
      {props.children}
    </section>
  );
}
