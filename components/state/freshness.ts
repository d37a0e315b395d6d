import { computed, signal } from '@preact/signals';
import { readAwake } from '../../lib/browser/awake';
import { t, wordsLocale } from '../../lib/browser/translate';
import { type Awake, type CheckFacts, toFreshness } from '../../lib/monitor/freshness';
import { readCheckFacts } from '../../lib/monitor/read-freshness';
import { shownProviderName } from '../../lib/providers/profiles';
import type { Store } from '../../lib/store/database';
import { toFreshnessView } from '../view/freshness-view';
import { isOnline, nowMs } from './live';

/** What is known of the checks, and since when the device is awake; undefined until it was read. */
const checks = signal<{ facts: CheckFacts; awake: Awake } | undefined>(undefined);

/** How fresh the checks are, in a sentence (UX-10); undefined where there is nothing to say. */
export const freshness = computed(() => {
  if (!checks.value) return undefined;
  const { facts, awake } = checks.value;
  const state = toFreshness(facts, { nowMs: nowMs.value, isOnline: isOnline.value, awake });
  return toFreshnessView(state, {
    nowMs: nowMs.value,
    locale: wordsLocale(),
    total: facts.counts.total,
    providerName: shownProviderName,
    t,
  });
});

/** Reads what is stored about checks, for `freshness`. Cost is the same however many connections there are. */
export async function readFreshness(store: Store): Promise<void> {
  const readMs = Date.now();
  const [facts, awake] = await Promise.all([readCheckFacts(store, readMs), readAwake(readMs)]);
  checks.value = { facts, awake };
}
