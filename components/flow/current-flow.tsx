import { wordsLocale } from '../../lib/browser/translate';
import { shownProviderName } from '../../lib/providers/profiles';
import { flow } from '../state/live';
import { runFlowAction } from '../state/sign-in';
import { toFlowView } from '../view/flow-view';
import { FlowBanner } from './flow-banner';

/**
 * The sign-in that is under way or was not finished; nothing when there is none.
 *
 * @param props.isAsking the page asks what the sign-in has to ask, which is not said twice then
 */
export function CurrentFlow({ isAsking = false }: { isAsking?: boolean }) {
  const view = flow.value && toFlowView(flow.value, shownProviderName(flow.value.providerId), wordsLocale());
  if (!view || (isAsking && view.tone === 'ask')) return null;
  return <FlowBanner view={view} onAction={(kind) => void runFlowAction(kind)} />;
}
