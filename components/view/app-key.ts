import type { AppSummary } from '../../lib/model/app-credentials';
import { type Text, text } from '../../lib/model/text';
import type { ProviderProfile } from '../../lib/providers/profile';

/**
 * What to say about a stored app key that is for another token address than its provider has now (SEC-46): it is not used,
 * and the key for the new address has to be entered, or the policy it comes from has to change. Undefined where the key is for
 * this provider as it is.
 */
export function keyForElsewhere(app: AppSummary, provider: ProviderProfile): Text | undefined {
  const { tokenOrigin: wanted } = provider;
  const { tokenOrigin: entered } = app;
  if (wanted === undefined || entered === undefined || wanted === entered) return undefined;
  const key = app.isManaged ? 'console_app_managed_for_elsewhere' : 'console_app_for_elsewhere';
  return text(key, new URL(entered).host, new URL(wanted).host);
}
