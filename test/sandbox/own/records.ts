import type { Adapter, StoredModel } from 'oidc-provider';
import type { RegisteredApp, World } from './world.ts';

interface Stored {
  model: string;
  id: string;
  payload: StoredModel;
}

/** What the server keeps: sessions, grants, codes and tokens. */
export interface Records {
  adapterFor(model: string): Adapter;
  /** Removes every record of these models that `matches`. */
  drop(models: readonly string[], matches: (payload: StoredModel) => boolean): void;
}

function metadataOf(app: RegisteredApp): object {
  return {
    client_id: app.clientId,
    redirect_uris: [...app.redirectUris],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    ...(app.secret === undefined
      ? { token_endpoint_auth_method: 'none' }
      : { token_endpoint_auth_method: 'client_secret_basic', client_secret: app.secret }),
  };
}

/** Keeps everything in memory; apps are read from the world each time, so that a test may change them. */
export function createRecords(world: World): Records {
  let all: Stored[] = [];
  const drop: Records['drop'] = (models, matches) => {
    all = all.filter((stored) => !models.includes(stored.model) || !matches(stored.payload));
  };
  const adapterFor = (model: string): Adapter => {
    const find = (matches: (stored: Stored) => boolean): StoredModel | undefined =>
      all.find((stored) => stored.model === model && matches(stored))?.payload;
    return {
      async upsert(id, payload) {
        all = [...all.filter((stored) => stored.model !== model || stored.id !== id), { model, id, payload }];
      },
      async find(id) {
        if (model !== 'Client') return find((stored) => stored.id === id);
        const app = [world.publicApp, world.firmApp].find((each) => each.clientId === id && each.isRegistered);
        return app && metadataOf(app);
      },
      findByUid: async (uid) => find((stored) => stored.payload.uid === uid),
      findByUserCode: async () => undefined,
      async consume(id) {
        const payload = find((stored) => stored.id === id);
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      },
      async destroy(id) {
        all = all.filter((stored) => stored.model !== model || stored.id !== id);
      },
      async revokeByGrantId(grantId) {
        drop([model], (payload) => payload.grantId === grantId);
      },
    };
  };
  return { adapterFor, drop };
}
