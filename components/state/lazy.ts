import { signal } from '@preact/signals';

/** A part of our pages that their first paint mostly does without, loaded once the page stands. */
interface LazyPart<Part> {
  /** Undefined until it is loaded; a component that reads it is drawn again then. */
  readonly value: Part | undefined;
  /** To be called once the page stands. */
  load(): Promise<void>;
}

function lazy<Part>(fetchPart: () => Promise<Part>): LazyPart<Part> {
  const part = signal<Part | undefined>(undefined);
  return {
    get value() {
      return part.value;
    },
    async load() {
      part.value = await fetchPart();
    },
  };
}

/** What rows show once they are opened. */
export const rowDetail = lazy(() => import('../connection/row-detail'));

/** What tells of a sign-in, while there is one. */
export const currentFlow = lazy(() => import('../flow/current-flow'));

/** How fresh the checks are, under the summary of a list. */
export const freshnessLine = lazy(() => import('../connection/freshness-line'));
