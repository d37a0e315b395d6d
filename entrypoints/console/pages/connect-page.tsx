import { EmptyState } from '../../../components/basic/empty-state';
import { ProviderTile } from '../../../components/basic/provider-tile';
import { placeHref } from '../../../components/state/places';
import { tk } from '../../../lib/browser/translate';
import { findProfile } from '../../../lib/providers/profiles';
import { offered } from '../store';
import { ConnectProvider } from './connect-provider';

function UnknownProvider() {
  return (
    <>
      <h1 tabIndex={-1}>{tk('console_connect_title')}</h1>
      <EmptyState
        kind="no_result"
        title={tk('console_connect_unknown_title')}
        detail={tk('console_connect_unknown_detail')}
      >
        <a class="button primary" href={placeHref('connect')}>
          {tk('console_connect_unknown_action')}
        </a>
      </EmptyState>
    </>
  );
}

/** Which service to connect; with an id, how to connect that one. */
export function ConnectPage({ providerId }: { providerId: string | undefined }) {
  if (providerId !== undefined) {
    const provider = findProfile(providerId);
    return provider ? <ConnectProvider key={providerId} provider={provider} /> : <UnknownProvider />;
  }
  return (
    <>
      <h1 tabIndex={-1}>{tk('console_connect_title')}</h1>
      <p class="lead">{tk('console_connect_lead')}</p>
      <ul class="providers">
        {offered.value.map((provider) => (
          <li key={provider.id}>
            <a class="provider-choice" href={placeHref('connect', provider.id)}>
              <ProviderTile monogram={provider.monogram} name={provider.name} />
              {provider.name}
            </a>
          </li>
        ))}
      </ul>
      <p>
        <a href={placeHref('providers')}>{tk('console_own_link')}</a>
      </p>
    </>
  );
}
