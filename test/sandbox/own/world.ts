import { newHandle } from '../core/random.ts';

/** A company that keeps its books there. */
export interface Company {
  id: string;
  name: string;
  plan: 'active' | 'ended';
  isOpen: boolean;
}

/** A person, who belongs to exactly one company. */
export interface Person {
  id: string;
  name: string;
  email: string;
  password: string;
  companyId: string;
  isActive: boolean;
  mayRead: boolean;
}

/** An app a firm registered: public with PKCE, or with a secret. */
export interface RegisteredApp {
  clientId: string;
  secret: string | undefined;
  redirectUris: Set<string>;
  isRegistered: boolean;
}

/** The whole state of the accounting service that nobody but its own users knows. */
export interface World {
  companies: Company[];
  people: Person[];
  publicApp: RegisteredApp;
  firmApp: RegisteredApp;
  lifetimes: { accessSec: number; refreshSec: number };
  /** Whether each refresh brings a new refresh token, and the old one used again ends the grant. */
  rotates: boolean;
  /** Whether calls that name the origin of a browser page are let in. */
  allowsBrowsers: boolean;
  /** Refresh tokens handed out so far, oldest first: what a thief could have read. */
  handedOut: string[];
}

function person(name: string, email: string, companyId: string): Person {
  return {
    id: `usr-${newHandle(6)}`,
    name,
    email,
    password: 'harbour lights',
    companyId,
    isActive: true,
    mayRead: true,
  };
}

/** Two companies with a bookkeeper each. */
export function createWorld(): World {
  const app = (secret?: string): RegisteredApp => ({
    clientId: newHandle(12),
    secret,
    redirectUris: new Set(['https://nobody.example/']),
    isRegistered: true,
  });
  return {
    companies: [
      { id: 'cmp-101', name: 'Harbour Bakery', plan: 'active', isOpen: true },
      { id: 'cmp-202', name: 'Tallgrass Farm', plan: 'active', isOpen: true },
    ],
    people: [
      person('Anna Berg', 'anna@harbour.example', 'cmp-101'),
      person('Tomas Lind', 'tomas@tallgrass.example', 'cmp-202'),
      person('Vera Holm', 'vera@harbour.example', 'cmp-101'),
    ],
    publicApp: app(),
    firmApp: app(newHandle(24)),
    lifetimes: { accessSec: 3600, refreshSec: 14 * 86_400 },
    rotates: true,
    allowsBrowsers: true,
    handedOut: [],
  };
}
