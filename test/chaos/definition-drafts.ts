import fc from 'fast-check';

const origins = [
  'https://id.books.example',
  'https://id.ledger.example:8443',
  'https://id.evil.example',
  'https://ID.Books.Example',
  'https://id.books.example:8443',
  'https://id.books.example:443',
  'https://id.books.example.',
  'https://x.id.books.example',
  'https://api.books.example',
  'https://user@id.books.example',
  'https://id.books.example@id.evil.example',
  'https://id.books.example\\@id.evil.example',
  'https://id.books.example%2eid.evil.example',
  'https://xn--bcher-kva.example',
  'https://b\u00fccher.example',
  'https://\u0456d.books.example',
  'https://127.0.0.1',
  'https://2130706433',
  'https://[::1]:8443',
  'https://identity.xero.com',
  'https://oauth.platform.intuit.com',
  'https://api.intacct.com',
  'https://acme.my.salesforce.com',
  'http://id.books.example',
  'javascript:alert(1)',
];

const names = [
  'Books',
  'Harbour Books',
  'Xero',
  'X\u0435ro',
  'Xero (new)',
  'QuickBooks',
  'Sage lntacct',
  '\u200bSalesforce',
];
const ids = [
  'own-books',
  'own-books',
  'own-books',
  'own-books',
  'own-ledger',
  'own-ledger',
  'own-new',
  'own-xero',
  'xero',
  'own-fake',
];

/** Origins as definitions have them. */
export const plainOrigin = fc.constantFrom(...origins.slice(0, 3));
/** The same, and such as are written to be taken for others, or for nothing at all. */
export const oddOrigin = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...origins) },
  { weight: 1, arbitrary: fc.webAuthority({ withPort: true, withUserInfo: true }).map((host) => `https://${host}`) },
);

/** Mostly plain. */
export const someOrigin = fc.oneof({ weight: 2, arbitrary: plainOrigin }, { weight: 1, arbitrary: oddOrigin });

/** Mostly of one piece, as a real import is; else each address somewhere of its own. */
const addresses = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .oneof(plainOrigin, oddOrigin)
      .map((origin) => ({ authorize: origin, token: origin, revocation: origin, api: origin, issuer: origin })),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      authorize: someOrigin,
      token: someOrigin,
      revocation: someOrigin,
      api: someOrigin,
      issuer: someOrigin,
    }),
  },
);

/** A definition as typed or imported. */
export const drafts = fc
  .record({
    id: fc.constantFrom(...ids),
    name: fc.oneof({ weight: 4, arbitrary: fc.constant('Books') }, { weight: 1, arbitrary: fc.constantFrom(...names) }),
    at: addresses,
    clientAuth: fc.constantFrom('none', 'basic', 'post'),
    parts: fc.record({ discovery: fc.nat(3), endpoints: fc.nat(4), revocation: fc.boolean(), areas: fc.boolean() }),
  })
  .map(({ id, name, at, clientAuth, parts }) => {
    const { authorize, token, revocation, api, issuer } = at;
    return JSON.stringify({
      id,
      name,
      ...(parts.discovery === 0 ? { discovery: `${issuer}/.well-known/openid-configuration` } : {}),
      issuer,
      ...(parts.endpoints > 0
        ? {
            endpoints: {
              authorize: `${authorize}/auth`,
              token: `${token}/token`,
              ...(parts.revocation ? { revocation: `${revocation}/revoke` } : {}),
            },
          }
        : {}),
      clientAuth,
      scopes: ['books:read'],
      rotation: { rotates: true, graceSec: 0 },
      check: { url: `${api}/v1/company`, companyId: 'id' },
      ...(parts.areas ? { areas: [{ id: 'accounts', url: `${api}/v1/{company}/accounts` }] } : {}),
      revocationEndsOthers: false,
    });
  });
