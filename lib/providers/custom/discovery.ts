import * as z from 'zod/mini';
import type { DryRunStep, StepOutcome } from '../../model/dry-run';
import { parseJson } from '../../model/json';
import { ProviderDefinition, type ProviderDraft } from '../../model/provider-definition';
import { text } from '../../model/text';
import { builtIns } from './built-ins';
import { poseMistakes } from './pose';
import { isSameOrigin } from './same-site';

const list = z.optional(z.array(z.string()));

/** The members of a discovery document that we use (RFC 8414 §2, OpenID Connect Discovery §3, RFC 9207 §3). */
const Discovery = z.lazy(() =>
  z.object({
    issuer: z.string(),
    authorization_endpoint: z.string(),
    token_endpoint: z.string(),
    revocation_endpoint: z.optional(z.string()),
    grant_types_supported: list,
    code_challenge_methods_supported: list,
    token_endpoint_auth_methods_supported: list,
    scopes_supported: list,
    id_token_signing_alg_values_supported: list,
    authorization_response_iss_parameter_supported: z.optional(z.boolean()),
  }),
);
type Discovery = z.infer<typeof Discovery>;

const authMethods = { none: 'none', basic: 'client_secret_basic', post: 'client_secret_post' } as const;

/** Signatures our OAuth client knows; those made with a shared secret are not among them. */
const knownAlgorithm = /^(?:[REP]S(?:256|384|512)|EdDSA|Ed25519)$/;

function step(outcome: StepOutcome, key: string, ...values: string[]): DryRunStep {
  return { id: 'discovery', outcome, words: text(key, ...values) };
}

/** Where the document of an issuer has to stand (RFC 8414 §3.1, OpenID Connect Discovery §4.1). */
function placesOf(issuer: string): string[] {
  if (!URL.canParse(issuer)) return [];
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return [
    `${origin}${path}/.well-known/openid-configuration`,
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}/.well-known/openid-configuration${path}`,
  ];
}

function promises(draft: ProviderDraft, told: Discovery): DryRunStep[] {
  const steps: DryRunStep[] = [];
  const pkce = told.code_challenge_methods_supported;
  if (pkce === undefined) steps.push(step('note', 'definition_step_pkce_unsaid'));
  else
    steps.push(
      pkce.includes('S256') ? step('good', 'definition_step_pkce') : step('wrong', 'definition_step_pkce_not'),
    );
  if (told.grant_types_supported?.includes('refresh_token') === false)
    steps.push(step('wrong', 'definition_step_no_refresh'));
  const auth = told.token_endpoint_auth_methods_supported;
  const method = authMethods[draft.clientAuth];
  if (auth?.includes(method) === false) steps.push(step('wrong', 'definition_step_auth_not', method, auth.join(', ')));
  const unknown = draft.scopes.filter((scope) => told.scopes_supported?.includes(scope) === false);
  if (unknown.length > 0) steps.push(step('note', 'definition_step_scopes_unsaid', unknown.join(', ')));
  const isSigned = told.id_token_signing_alg_values_supported?.some((name) => knownAlgorithm.test(name));
  if (draft.scopes.includes('openid') && isSigned === false) steps.push(step('wrong', 'definition_step_signature_not'));
  const sendsIssuer = told.authorization_response_iss_parameter_supported === true;
  steps.push(
    sendsIssuer ? step('good', 'definition_step_issuer_sent') : step('note', 'definition_step_issuer_not_sent'),
  );
  return steps;
}

/** The app key goes to revocation addresses too, and stays at the origin of the token address (SEC-46). */
function isRevokedElsewhere({ token_endpoint, revocation_endpoint }: Discovery): boolean {
  if (revocation_endpoint === undefined) return false;
  if (!URL.canParse(token_endpoint) || !URL.canParse(revocation_endpoint)) return false;
  return !isSameOrigin(token_endpoint, revocation_endpoint);
}

/** The draft with what the document told; members in the order a person would write them. */
function completed(draft: ProviderDraft, told: Discovery): ProviderDraft {
  const { id, name, discovery, issuer: _i, endpoints: _e, sendsIssuer: _s, idTokenAlgorithms: _a, ...rest } = draft;
  const algorithms = told.id_token_signing_alg_values_supported?.filter((algorithm) => knownAlgorithm.test(algorithm));
  return {
    id,
    name,
    ...(discovery === undefined ? {} : { discovery }),
    issuer: told.issuer,
    endpoints: {
      authorize: told.authorization_endpoint,
      token: told.token_endpoint,
      ...(told.revocation_endpoint === undefined || isRevokedElsewhere(told)
        ? {}
        : { revocation: told.revocation_endpoint }),
    },
    sendsIssuer: told.authorization_response_iss_parameter_supported === true,
    ...(algorithms === undefined || algorithms.length === 0 ? {} : { idTokenAlgorithms: algorithms }),
    ...rest,
  };
}

/**
 * Judges a discovery document and writes what it tells into the draft. A document that does not stand where its issuer
 * says is not used (RFC 8414 §3.3), nor one whose addresses a definition could not hold.
 */
export function readDiscovery(draft: ProviderDraft, body: string): { draft: ProviderDraft; steps: DryRunStep[] } {
  const parsed = Discovery.safeParse(parseJson(body));
  if (!parsed.success) return { draft, steps: [step('wrong', 'definition_step_discovery_not', draft.discovery ?? '')] };
  const told = parsed.data;
  if (!placesOf(told.issuer).includes(draft.discovery ?? '')) {
    return {
      draft,
      steps: [step('wrong', 'definition_step_discovery_elsewhere', told.issuer.slice(0, 200), draft.discovery ?? '')],
    };
  }
  const next = completed(draft, told);
  if (!ProviderDefinition.safeParse(next).success) {
    return { draft, steps: [step('wrong', 'definition_step_discovery_addresses')] };
  }
  const posing = poseMistakes(next, builtIns());
  if (posing.length > 0)
    return { draft, steps: posing.map(({ words }) => ({ id: 'discovery', outcome: 'wrong', words })) };
  const known = [step('good', 'definition_step_discovery', told.issuer), ...promises(draft, told)];
  if (isRevokedElsewhere(told))
    known.push(step('note', 'definition_step_revocation_elsewhere', told.revocation_endpoint ?? ''));
  return { draft: next, steps: known };
}
