import { browser } from './api';

interface ClosableArea {
  setAccessLevel(options: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
}

function isClosable(storageArea: object): storageArea is ClosableArea {
  return 'setAccessLevel' in storageArea && typeof storageArea.setAccessLevel === 'function';
}

/** Keeps content scripts out of every storage area that can be closed to them (SEC-41; Firefox: session only). */
export async function closeStorageToPages(): Promise<void> {
  for (const storageArea of [browser.storage.session, browser.storage.local, browser.storage.managed]) {
    if (isClosable(storageArea)) await storageArea.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
  }
}
