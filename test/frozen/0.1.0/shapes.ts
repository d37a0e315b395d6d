/** A time that never comes, as version 0.1.0 writes it. */
export const neverMs = 9_007_199_254_740_991;

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

export type Json = Record<string, unknown>;

export interface StoredConnection extends Json {
  id: string;
  providerId: string;
  grantId: string;
  companyName: string;
  status: string;
  isPaused: boolean;
  needRank: number;
}

export interface TokenSet {
  accessToken: string;
  refreshToken: string;
}

export interface StoredGrant extends Json {
  id: string;
  providerId: string;
  version: number;
  scopes: readonly string[];
}

export interface SealedGrant {
  grant: StoredGrant;
  tokens: TokenSet;
  /** The set before the current one, once there was one. */
  previous?: TokenSet;
}

export interface App {
  summary: Json & { id: string; providerId: string };
  credentials: Json & { id: string; clientId: string };
}

export interface OwedRevocation extends Json {
  id: string;
  providerId: string;
  owed: Json & { token: string };
}
