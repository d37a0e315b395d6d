const controls = ['.row-toggle', '.row-action'];

function targetRow(rows: readonly Element[], current: number, key: string): Element | undefined {
  if (key === 'ArrowDown') return rows[current + 1];
  if (key === 'ArrowUp') return rows[current - 1];
  if (key === 'Home') return rows[0];
  return key === 'End' ? rows.at(-1) : undefined;
}

/**
 * Moves the focus to the same control of another row: arrow up and down, Home, End (UX-25).
 * Returns whether it moved; keys pressed elsewhere in a row (a text, a link) are left alone.
 */
export function moveInList(list: HTMLElement, target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const control = controls.find((selector) => target.matches(selector));
  if (control === undefined) return false;
  const rows = [...list.children];
  const row = targetRow(
    rows,
    rows.findIndex((candidate) => candidate.contains(target)),
    key,
  );
  const next = row?.querySelector<HTMLElement>(control) ?? row?.querySelector<HTMLElement>('.row-toggle');
  next?.focus();
  return next !== undefined && next !== null;
}
