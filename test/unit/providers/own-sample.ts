import type { ProviderDefinition } from '../../../lib/model/provider-definition';

/** A definition with every part in it. */
export const aDefinition: ProviderDefinition = {
  id: 'own-books',
  name: 'Harbour Books',
  issuer: 'https://id.books.example',
  endpoints: {
    authorize: 'https://id.books.example/auth',
    token: 'https://id.books.example/token',
    revocation: 'https://id.books.example/token/revocation',
  },
  sendsIssuer: true,
  idTokenAlgorithms: ['RS256'],
  clientAuth: 'none',
  pkce: 'S256',
  scopes: ['openid', 'profile', 'offline_access', 'books:read'],
  parameters: { prompt: 'consent' },
  rotation: { rotates: true, graceSec: 0 },
  accessLifeSec: 3600,
  company: { from: 'id_token', id: 'company_id', name: 'company_name' },
  check: {
    url: 'https://api.books.example/v1/company',
    area: 'company',
    companyId: 'company.id',
    companyName: 'company.name',
    everyMinutes: 60,
  },
  areas: [{ id: 'accounts', url: 'https://api.books.example/v1/{company}/accounts', scope: 'books:read' }],
  links: { status: 'https://status.books.example/' },
  messages: { user_inactive: 'Ask Dana on extension 12.\nThen choose Reconnect.' },
};
