/** A provider's letters on a neutral tile: we bundle no logos (UX-78). The name is told by the text beside it. */
export function ProviderTile({ monogram, name }: { monogram: string; name: string }) {
  return (
    <span class="provider-tile" title={name} aria-hidden="true">
      {monogram}
    </span>
  );
}
