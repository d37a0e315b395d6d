import { type Mistake, readDocument } from '../../model/mistakes';
import { maxDefinitionLength, ProviderDefinition, ProviderDraft } from '../../model/provider-definition';
import { failure, type Result, success } from '../../model/result';
import { text } from '../../model/text';
import { builtIns } from './built-ins';
import { poseMistakes } from './pose';
import { isSameOrigin } from './same-site';

/** What is wrong between fields that are each right for themselves. */
function crossMistakes({
  discovery,
  endpoints,
  issuer,
  company,
  check,
  revocationEndsOthers,
}: ProviderDraft): Mistake[] {
  const found: Mistake[] = [];
  const note = (path: string, key: string): void => void found.push({ path, words: text(key, path) });
  if (discovery === undefined && endpoints === undefined) note('discovery', 'definition_mistake_no_endpoints');
  if (discovery === undefined && endpoints !== undefined && issuer === undefined)
    note('issuer', 'definition_mistake_missing');
  if (company === undefined && check.companyId === undefined) note('check.companyId', 'definition_mistake_no_company');
  if (company === undefined && check.url.includes('{company}')) note('check.url', 'definition_mistake_company_unknown');
  if (discovery === undefined && revocationEndsOthers !== undefined && endpoints?.revocation === undefined) {
    note('revocationEndsOthers', 'definition_mistake_no_revocation');
  }
  if (endpoints?.revocation !== undefined && !isSameOrigin(endpoints.revocation, endpoints.token))
    note('endpoints.revocation', 'definition_mistake_revocation_elsewhere');
  return found;
}

/** Reads a definition of a provider as typed, pasted or imported. */
export function readDraft(typed: string): Result<ProviderDraft, Mistake[]> {
  const read = readDocument(typed, ProviderDraft, maxDefinitionLength);
  if (!read.ok) return read;
  const across = [...crossMistakes(read.value), ...poseMistakes(read.value, builtIns())];
  return across.length > 0 ? failure(across) : read;
}

/** A draft that can be used as it is; one whose discovery address has not been read yet is told to be tried first. */
export function toDefinition(draft: ProviderDraft): Result<ProviderDefinition, Mistake[]> {
  const parsed = ProviderDefinition.safeParse(draft);
  if (parsed.success) return success(parsed.data);
  return failure([{ path: 'discovery', words: text('definition_mistake_not_tried') }]);
}
