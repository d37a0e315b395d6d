import type { Profile } from './profile.ts';

/**
 * Puts a profile into both databases as version 0.1.0 does: the schemas of that version, and the secrets sealed with a key
 * of the profile's own, because a key that nobody can read out cannot be kept in a file. What was there before is deleted.
 *
 * Frozen: it shows what people have on their disks, so it stays as it is whatever becomes of the product. It uses nothing
 * from outside its own body, because browsers evaluate it in a page of the extension; Node runs it on fake-indexeddb.
 */
export async function writeProfile(profile: Profile): Promise<void> {
  const done = <Value>(request: IDBRequest<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const create = async (name: string, version: number, schema: (made: IDBDatabase) => void): Promise<IDBDatabase> => {
    await done(indexedDB.deleteDatabase(name));
    const opening = indexedDB.open(name, version);
    opening.onupgradeneeded = () => schema(opening.result);
    return done(opening);
  };
  const commit = (transaction: IDBTransaction): Promise<void> =>
    new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });

  const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const seal = async (about: string, value: unknown): Promise<{ iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer }> => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const algorithm = { name: 'AES-GCM', iv, additionalData: bytes(about) };
    return { iv, data: await crypto.subtle.encrypt(algorithm, key, bytes(JSON.stringify(value))) };
  };

  const store = await create('ledgerline', 2, (database) => {
    const connections = database.createObjectStore('connections', { keyPath: 'id' });
    connections.createIndex('byDue', 'nextDueAtMs');
    connections.createIndex('byNeed', ['needRank', 'sortName']);
    connections.createIndex('byGrant', 'grantId');
    connections.createIndex('byTenant', ['providerId', 'environment', 'tenantId']);
    const history = database.createObjectStore('history', { autoIncrement: true });
    history.createIndex('byConnection', ['connectionId', 'atMs']);
    database.createObjectStore('state');
    connections.createIndex('byIncident', ['needRank', 'incident']);
  });
  const plain = store.transaction(['connections', 'history', 'state'], 'readwrite');
  for (const connection of profile.connections) plain.objectStore('connections').put(connection);
  for (const event of profile.history) plain.objectStore('history').add(event);
  for (const [name, value] of Object.entries(profile.state)) plain.objectStore('state').put(value, name);
  await commit(plain);
  store.close();

  const vault = await create('ledgerline-vault', 1, (database) => {
    database.createObjectStore('keys');
    database.createObjectStore('grants', { keyPath: 'grant.id' }).createIndex('byRefresh', 'grant.nextRefreshAtMs');
    database.createObjectStore('apps', { keyPath: 'summary.id' });
    database.createObjectStore('revocations', { keyPath: 'id' });
  });
  const grants: unknown[] = [];
  for (const { grant, tokens, previous } of profile.grants) {
    const current = await seal(`grant:${grant.id}:${grant.version}`, tokens);
    const before = previous && { previous: await seal(`grant:${grant.id}:${grant.version - 1}`, previous) };
    grants.push({ grant, current, ...before });
  }
  const apps: unknown[] = [];
  for (const { summary, credentials } of profile.apps) {
    apps.push({ summary, sealed: await seal(`app:${summary.id}`, credentials) });
  }
  const revocations: unknown[] = [];
  for (const { owed, ...entry } of profile.revocations) {
    revocations.push({ ...entry, sealed: await seal(`revocation:${entry.id}`, owed) });
  }
  // Sealed before the transaction opens: one that waits for anything else is committed by the browser meanwhile.
  const secret = vault.transaction(['keys', 'grants', 'apps', 'revocations'], 'readwrite');
  secret.objectStore('keys').put(key, 'main');
  for (const grant of grants) secret.objectStore('grants').put(grant);
  for (const app of apps) secret.objectStore('apps').put(app);
  for (const revocation of revocations) secret.objectStore('revocations').put(revocation);
  await commit(secret);
  vault.close();
}
