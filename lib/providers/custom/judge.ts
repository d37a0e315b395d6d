import type { DryRunStep, StepOutcome } from '../../model/dry-run';
import type { Answer } from '../../model/evidence';
import { parseJson } from '../../model/json';
import type { HttpOutcome } from '../../model/ports';
import { companyPlace } from '../../model/provider-definition';
import { text } from '../../model/text';

type Id = DryRunStep['id'];

function step(id: Id, outcome: StepOutcome, key: string, ...values: string[]): DryRunStep {
  return { id, outcome, words: text(key, ...values) };
}

/** What is wrong with an answer whatever was asked: none came, or the server is in trouble. */
export function troubleOf(id: Id, address: string, outcome: HttpOutcome): DryRunStep | undefined {
  const { host } = new URL(address);
  if (outcome.answer === null) return step(id, 'wrong', 'definition_step_unreachable', host);
  const status = outcome.answer.status ?? 0;
  return status >= 500 ? step(id, 'wrong', 'definition_step_server_trouble', host, String(status)) : undefined;
}

/** The `error` of an OAuth answer (RFC 6749 §5.2); undefined when the body is not one. */
function oauthError(body: string): string | undefined {
  const parsed = parseJson(body);
  if (typeof parsed !== 'object' || parsed === null || !('error' in parsed)) return undefined;
  return typeof parsed.error === 'string' ? parsed.error.slice(0, 60) : undefined;
}

/** A made-up code has to be refused in the words of RFC 6749 §5.2; anything else is not a token address. */
export function judgeToken(address: string, outcome: HttpOutcome): DryRunStep {
  const trouble = troubleOf('token', address, outcome);
  if (trouble) return trouble;
  const status = outcome.answer?.status ?? 0;
  const error = oauthError(outcome.answer?.body ?? '');
  return status >= 400 && error !== undefined
    ? step('token', 'good', 'definition_step_token', error)
    : step('token', 'wrong', 'definition_step_token_not', address, String(status));
}

/** Whether a server asked with a made-up app and a made-up code refused the app: then a made-up code tells a wrong app. */
export function looksAtAppFirst({ answer }: HttpOutcome): boolean {
  return oauthError(answer?.body ?? '') === 'invalid_client';
}

/** A made-up token is revoked with 200 (RFC 7009 §2.2), or refused in the words of RFC 6749 §5.2. */
export function judgeRevocation(address: string, outcome: HttpOutcome): DryRunStep {
  const trouble = troubleOf('revocation', address, outcome);
  if (trouble) return trouble;
  const status = outcome.answer?.status ?? 0;
  const isGood = status === 200 || (status >= 400 && oauthError(outcome.answer?.body ?? '') !== undefined);
  return isGood
    ? step('revocation', 'good', 'definition_step_revocation')
    : step('revocation', 'wrong', 'definition_step_revocation_not', address, String(status));
}

/** A read without a sign-in has to be refused: an address that answers anybody proves nothing. */
export function judgeCheck(address: string, outcome: HttpOutcome): DryRunStep {
  const trouble = troubleOf('check', address, outcome);
  if (trouble) return trouble;
  const status = outcome.answer?.status ?? 0;
  if (status === 401 || status === 403) return step('check', 'good', 'definition_step_check');
  if (status === 404 && !address.includes(companyPlace))
    return step('check', 'wrong', 'definition_step_check_not_found', address);
  return status < 300
    ? step('check', 'wrong', 'definition_step_check_open', address)
    : step('check', 'note', 'definition_step_check_unsure', String(status));
}

/** What a refused refresh with a made-up token tells about the stored app key; `origin` is what our requests name as theirs. */
export function judgeAppKey(answer: Answer | null | undefined, origin: string): DryRunStep {
  const body = answer?.body ?? '';
  const error = oauthError(body);
  if (error === 'invalid_grant') return step('app_key', 'good', 'definition_step_app_key');
  if (error === 'invalid_client' || error === 'unauthorized_client')
    return step('app_key', 'wrong', 'definition_step_app_key_not', error);
  return error !== undefined && /\borigin\b/i.test(body)
    ? step('app_key', 'wrong', 'definition_step_app_key_origin', origin)
    : step('app_key', 'note', 'definition_step_app_key_unsure');
}
