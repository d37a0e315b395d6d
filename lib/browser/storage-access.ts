import { browser } from './api';

interface ClosableArea {
  setAccessLevel(options: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
}

function isClosable(storageArea: object): storageArea is ClosableArea {
  return 'setAccessLevel' in storageArea && typeof storageArea.setAccessLevel === 'function';
}

/** Keeps content scripts out of every storage area that can be closed to them (SEC-41; Firefox: session only), also those nothing is kept in. */
export async function closeStorageToPages(): Promise<void> {
  const { session, local, sync, managed } = browser.storage;
  // All at once: one that refuses leaves none of the others open.
  await Promise.all(
    [session, local, sync, managed].map(async (area: object) => {
      if (isClosable(area)) await area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
    }),
  );
}
