import type { Page } from 'puppeteer-core';
import { pollFor } from '../browsers/poll.ts';

/** Everything in one object store of our databases, with its keys, read from one of our own pages. */
export async function readAll(page: Page, database: string, store: string): Promise<{ key: unknown; value: Json }[]> {
  return page.evaluate(
    async (name, from) => {
      const open = indexedDB.open(name);
      const opened = await new Promise<IDBDatabase>((resolve, reject) => {
        open.onsuccess = () => resolve(open.result);
        open.onerror = () => reject(open.error);
      });
      const found: { key: unknown; value: Json }[] = [];
      await new Promise<void>((resolve, reject) => {
        const cursor = opened.transaction(from).objectStore(from).openCursor();
        cursor.onerror = () => reject(cursor.error);
        cursor.onsuccess = () => {
          if (!cursor.result) return resolve();
          found.push({ key: cursor.result.key, value: cursor.result.value });
          cursor.result.continue();
        };
      });
      opened.close();
      return found;
    },
    database,
    store,
  );
}

/** Overwrites members of the records of an object store, of those that have all the members of `only`. */
export async function damageRecords(
  page: Page,
  { database, store, only = {} }: { database: string; store: string; only?: Json },
  change: Json,
): Promise<void> {
  await page.evaluate(
    async (name, inside, wanted, members) => {
      const opened = await new Promise<IDBDatabase>((resolve, reject) => {
        const open = indexedDB.open(name);
        open.onsuccess = () => resolve(open.result);
        open.onerror = () => reject(open.error);
      });
      const transaction = opened.transaction(inside, 'readwrite');
      const cursor = transaction.objectStore(inside).openCursor();
      cursor.onsuccess = () => {
        if (!cursor.result) return;
        const record = cursor.result.value;
        const isWanted = Object.entries(wanted).every(([member, value]) => record[member] === value);
        if (isWanted) cursor.result.update({ ...record, ...members });
        cursor.result.continue();
      };
      await new Promise<void>((resolve) => {
        transaction.oncomplete = () => resolve();
      });
      opened.close();
    },
    database,
    store,
    only,
    change,
  );
}

/** Deletes a database, as cleaning tools and browser faults do. */
export async function deleteDatabase(page: Page, database: string): Promise<void> {
  await page.evaluate(
    (name) =>
      new Promise<void>((resolve, reject) => {
        const deleted = indexedDB.deleteDatabase(name);
        deleted.onsuccess = () => resolve();
        deleted.onerror = () => reject(deleted.error);
      }),
    database,
  );
}

/** Opens a database as a version of the extension would that does not exist yet. */
export async function openNewer(page: Page, database: string): Promise<void> {
  await page.evaluate(
    (name) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open(name, 9999);
        open.onsuccess = () => {
          open.result.close();
          resolve();
        };
        open.onerror = () => reject(open.error);
      }),
    database,
  );
}

/** A stored record whose members tests look at by name. */
export type Json = Record<string, unknown>;

/** The stored connection of a company. */
export async function readConnection(page: Page, company: string): Promise<Json> {
  const all = await readAll(page, 'ledgerline', 'connections');
  const found = all.find(({ value }) => value.companyName === company);
  if (!found) throw new Error(`no connection of ${company} is stored`);
  return found.value;
}

/** What happened to a connection, oldest first. */
export async function readEvents(page: Page, connectionId: unknown): Promise<string[]> {
  const all = await readAll(page, 'ledgerline', 'history');
  return all.filter(({ value }) => value.connectionId === connectionId).map(({ value }) => String(value.kind));
}

/** Everything in the storage areas of the extension. */
export async function readAreas(page: Page): Promise<{ session: Json; local: Json }> {
  return page.evaluate(async () => ({
    session: await chrome.storage.session.get(null),
    local: await chrome.storage.local.get(null),
  }));
}

/**
 * Rings the one alarm now instead of at its time, until what was waited for is there: work that ends meanwhile sets the
 * alarm anew, before this one has rung.
 */
export async function ringUntil<Value>(
  page: Page,
  what: string,
  ask: () => Promise<Value | undefined> | Value | undefined,
): Promise<Value> {
  let rungAtMs = 0;
  return pollFor(what, async () => {
    const found = await ask();
    if (found !== undefined) return found;
    if (Date.now() - rungAtMs > 1000) {
      rungAtMs = Date.now();
      await page.evaluate(() => chrome.alarms.create('due', { when: Date.now() + 10 }));
    }
    return undefined;
  });
}

/**
 * The next moment that checks and refreshes wait for has come; what the product will never try again by itself stays so.
 *
 * @param refreshes all of them, or only those that wait after a failure
 */
export async function letTimeCome(page: Page, refreshes: 'all' | 'failed'): Promise<void> {
  await page.evaluate(async (which) => {
    const change = async (database: string, name: string, makeDue: (record: Json) => void): Promise<void> => {
      const opened = await new Promise<IDBDatabase>((resolve, reject) => {
        const open = indexedDB.open(database);
        open.onsuccess = () => resolve(open.result);
        open.onerror = () => reject(open.error);
      });
      const transaction = opened.transaction(name, 'readwrite');
      const cursor = transaction.objectStore(name).openCursor();
      cursor.onsuccess = () => {
        if (!cursor.result) return;
        makeDue(cursor.result.value);
        cursor.result.update(cursor.result.value);
        cursor.result.continue();
      };
      await new Promise<void>((resolve) => {
        transaction.oncomplete = () => resolve();
      });
      opened.close();
    };
    const past = (atMs: unknown): unknown => (Number(atMs) < Number.MAX_SAFE_INTEGER ? Date.now() - 1 : atMs);
    await change('ledgerline-vault', 'grants', (record) => {
      const grant = Object(record.grant);
      if (which === 'all' || grant.refreshFailures > 0) grant.nextRefreshAtMs = past(grant.nextRefreshAtMs);
    });
    await change('ledgerline', 'connections', (record) => {
      record.nextDueAtMs = past(record.nextDueAtMs);
    });
  }, refreshes);
}

/** Nobody clicks: the time of the next look comes, and the alarm rings, until what was waited for is there. */
export async function waitForAlarm<Value>(
  page: Page,
  what: string,
  ask: () => Promise<Value | undefined> | Value | undefined,
): Promise<Value> {
  await letTimeCome(page, 'failed');
  return ringUntil(page, what, ask);
}

interface Area {
  set(items: Json): Promise<void>;
  get(keys: null): Promise<Json>;
}

declare global {
  /** What of the browser's extension API the tests use from inside our pages; Firefox has it under this name too. */
  var chrome: {
    storage: { session: Area; local: Area };
    alarms: {
      create(name: string, when: { when: number }): Promise<void>;
      get(name: string): Promise<{ scheduledTime: number } | undefined>;
      clear(name: string): Promise<boolean>;
    };
    windows: {
      getAll(): Promise<{ id: number; type: string; state: string; focused: boolean }[]>;
      getCurrent(): Promise<{ id: number }>;
      update(id: number, change: { state?: 'minimized'; focused?: true }): Promise<unknown>;
    };
    permissions: {
      remove(permissions: { origins: string[] }): Promise<boolean>;
      request(permissions: { origins: string[] }): Promise<boolean>;
      contains(permissions: { origins: string[] }): Promise<boolean>;
    };
    notifications: { getAll(): Promise<Json> };
    action: { getBadgeText(details: object): Promise<string>; getTitle(details: object): Promise<string> };
    runtime: { sendMessage(message: object): Promise<unknown> };
    scripting: { getRegisteredContentScripts(): Promise<{ id: string; matches: string[] }[]> };
  };
}
