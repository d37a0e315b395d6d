/** Our sign: an L on a double rule, as in `public/icon/icon.svg` and the popup's static header. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 16 16" width="22" height="22" aria-hidden="true">
      <rect class="mark-tile" width="16" height="16" rx="3.5" />
      <path class="mark-line" d="M4 3h2v5h6v2H4ZM4 12h8v1H4Z" />
      <circle class="mark-line" cx="10.5" cy="4.75" r="1.75" />
    </svg>
  );
}
