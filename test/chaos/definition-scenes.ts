import fc from 'fast-check';
import type { ProviderDefinition } from '../../lib/model/provider-definition';
import { drafts, oddOrigin, someOrigin } from './definition-drafts';

/** One thing that happens in a generated run: what a person, a page or the clock makes the product do. */
export type Act =
  | { kind: 'try' | 'save' | 'edit'; draft: number }
  | { kind: 'enterKey' | 'begin' | 'use' | 'revoke' | 'forget' | 'policy'; provider: number }
  | { kind: 'finish' | 'settle' | 'restart' };

/** A generated run: what is stored at first, what is imported, and what happens. */
export interface Scene {
  /** Keys and owed revocations are as version 0.1.0 wrote them. */
  isOld: boolean;
  /** There are sign-ins from the start. */
  isSignedIn: boolean;
  /** Version 0.1.0 has stored a definition that passes for a built-in provider. */
  isPosing: boolean;
  /** Definitions as imported: anything that JSON can hold at the places of addresses. */
  drafts: string[];
  /** What a discovery address answers, with the addresses of its document. */
  discovery: { how: 'document' | 'redirect' | 'garbage'; authorize: string; token: string; revocation: string };
  /** What a revocation address answers. */
  revokeStatus: number;
  /** Where a built-in provider's answer says that its customer lives. */
  instance: string;
  acts: Act[];
}

/** The providers of a scene by number: two that people described, one that is not known at first, then built-in ones. */
export const providerIds = ['own-books', 'own-ledger', 'own-new', 'own-fake'] as const;

function definitionAt(id: string, origin: string, more: Partial<ProviderDefinition> = {}): ProviderDefinition {
  return {
    id,
    name: `Books at ${id}`,
    issuer: origin,
    endpoints: { authorize: `${origin}/auth`, token: `${origin}/token`, revocation: `${origin}/revoke` },
    clientAuth: 'post',
    scopes: ['books:read'],
    rotation: { rotates: true, graceSec: 0 },
    check: { url: `${origin.replace('//id.', '//api.')}/v1/company`, companyId: 'id' },
    revocationEndsOthers: false,
    ...more,
  };
}

/** A provider by number from here on is the one that a draft describes: the first draft's, the second's. */
export const ofDraft = 100;

/** What is stored when a scene begins. */
export const storedDefinitions: readonly ProviderDefinition[] = [
  definitionAt('own-books', 'https://id.books.example'),
  definitionAt('own-ledger', 'https://id.ledger.example:8443', { clientAuth: 'basic' }),
];

/** Version 0.1.0 took this: people sign in at a provider they know, and the code goes elsewhere. */
export const posingDefinition = definitionAt('own-fake', 'https://id.evil.example', {
  name: 'Xero',
  endpoints: { authorize: 'https://login.xero.com/identity/connect/authorize', token: 'https://id.evil.example/token' },
});

const number = fc.nat(1);
const provider = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(7) });

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constantFrom('try' as const, 'save' as const, 'edit' as const), draft: number }),
  fc.record({ kind: fc.constantFrom('finish' as const, 'settle' as const, 'restart' as const) }),
  fc.record({
    kind: fc.constantFrom(
      'enterKey' as const,
      'begin' as const,
      'use' as const,
      'revoke' as const,
      'forget' as const,
      'policy' as const,
    ),
    provider,
  }),
);

/** Acts that belong together, with one in the middle that may change what the later ones meet. */
const script: fc.Arbitrary<Act[]> = fc
  .record({ which: fc.nat(10), draft: number, provider, between: fc.option(act, { nil: undefined }) })
  .map(({ which, draft, provider: at, between }): Act[] => {
    const middle = between ? [between] : [];
    const own = ofDraft + draft;
    const scripts: Act[][] = [
      [{ kind: 'try', draft }, { kind: 'save', draft }, ...middle, { kind: 'try', draft }, { kind: 'edit', draft }],
      [{ kind: 'begin', provider: at }, ...middle, { kind: 'finish' }, { kind: 'use', provider: at }],
      [{ kind: 'revoke', provider: at }, { kind: 'edit', draft }, ...middle, { kind: 'settle' }],
      [{ kind: 'enterKey', provider: at }, ...middle, { kind: 'use', provider: at }, { kind: 'revoke', provider: at }],
      [
        { kind: 'policy', provider: at },
        { kind: 'edit', draft },
        ...middle,
        { kind: 'policy', provider: at },
        { kind: 'use', provider: at },
      ],
      [{ kind: 'forget', provider: at }, { kind: 'save', draft }, ...middle, { kind: 'restart' }, { kind: 'settle' }],
      [
        { kind: 'edit', draft },
        { kind: 'restart' },
        ...middle,
        { kind: 'try', draft },
        { kind: 'begin', provider: own },
        { kind: 'finish' },
        { kind: 'revoke', provider: own },
      ],
      [
        { kind: 'begin', provider: own },
        { kind: 'edit', draft },
        { kind: 'enterKey', provider: own },
        { kind: 'finish' },
      ],
      [
        { kind: 'policy', provider: own },
        { kind: 'edit', draft },
        { kind: 'policy', provider: own },
        { kind: 'try', draft },
      ],
      [
        { kind: 'edit', draft },
        { kind: 'save', draft },
        { kind: 'enterKey', provider: own },
        { kind: 'begin', provider: own },
        { kind: 'finish' },
        ...middle,
        { kind: 'use', provider: own },
        { kind: 'revoke', provider: own },
      ],
      [
        { kind: 'policy', provider: own },
        { kind: 'forget', provider: own },
        { kind: 'save', draft },
        { kind: 'policy', provider: own },
        ...middle,
        { kind: 'try', draft },
      ],
    ];
    return scripts[which] ?? [];
  });

/** Scenes without end. */
export const scenes: fc.Arbitrary<Scene> = fc.record({
  isOld: fc.boolean(),
  isSignedIn: fc.boolean(),
  isPosing: fc.boolean(),
  drafts: fc.array(drafts, { minLength: 2, maxLength: 2 }),
  discovery: fc.record({
    how: fc.constantFrom('document' as const, 'document' as const, 'redirect' as const, 'garbage' as const),
    authorize: oddOrigin,
    token: someOrigin,
    revocation: oddOrigin,
  }),
  revokeStatus: fc.constantFrom(200, 200, 503),
  instance: fc.constantFrom(
    'https://acme.my.salesforce.com',
    'https://evil.example',
    'https://acme.my.salesforce.com.evil.example',
  ),
  acts: fc.array(script, { minLength: 1, maxLength: 3 }).map((scripts) => scripts.flat()),
});
