import type { Text } from '../../../lib/model/text';

/** How a field is typed and what stands for it in the definition. */
export type FieldKind =
  | { kind: 'text' }
  /** Words apart by spaces; a list of texts. */
  | { kind: 'list' }
  /** `name=value&name=value`; a group of texts. */
  | { kind: 'pairs' }
  | { kind: 'number' }
  | { kind: 'flag' }
  /** One of some texts; an empty one takes the place away. */
  | { kind: 'choice'; options: readonly { value: string; label: Text }[] };

/** One field of the form: its place in the definition, and what people read beside it. */
export type FormField = FieldKind & { path: string; label: Text; hint?: Text };

export interface FieldGroup {
  title: Text;
  fields: readonly FormField[];
}

/** The form for the parts every definition has; areas, links and messages are written in the text. */
export const fieldGroups: readonly FieldGroup[] = [
  {
    title: { key: 'definition_group_provider' },
    fields: [
      { kind: 'text', path: 'name', label: { key: 'definition_field_name' } },
      { kind: 'text', path: 'id', label: { key: 'definition_field_id' }, hint: { key: 'definition_hint_id' } },
    ],
  },
  {
    title: { key: 'definition_group_sign_in' },
    fields: [
      {
        kind: 'text',
        path: 'discovery',
        label: { key: 'definition_field_discovery' },
        hint: { key: 'definition_hint_discovery' },
      },
      { kind: 'text', path: 'issuer', label: { key: 'definition_field_issuer' } },
      { kind: 'text', path: 'endpoints.authorize', label: { key: 'definition_field_authorize' } },
      { kind: 'text', path: 'endpoints.token', label: { key: 'definition_field_token' } },
      { kind: 'text', path: 'endpoints.revocation', label: { key: 'definition_field_revocation' } },
      {
        kind: 'choice',
        path: 'clientAuth',
        label: { key: 'definition_field_client_auth' },
        options: [
          { value: 'none', label: { key: 'definition_auth_none' } },
          { value: 'basic', label: { key: 'definition_auth_basic' } },
          { value: 'post', label: { key: 'definition_auth_post' } },
        ],
      },
      {
        kind: 'list',
        path: 'scopes',
        label: { key: 'definition_field_scopes' },
        hint: { key: 'definition_hint_scopes' },
      },
      {
        kind: 'pairs',
        path: 'parameters',
        label: { key: 'definition_field_parameters' },
        hint: { key: 'definition_hint_parameters' },
      },
    ],
  },
  {
    title: { key: 'definition_group_life' },
    fields: [
      { kind: 'flag', path: 'rotation.rotates', label: { key: 'definition_field_rotates' } },
      {
        kind: 'number',
        path: 'rotation.graceSec',
        label: { key: 'definition_field_grace' },
        hint: { key: 'definition_hint_grace' },
      },
      {
        kind: 'number',
        path: 'accessLifeSec',
        label: { key: 'definition_field_access_life' },
        hint: { key: 'definition_hint_access_life' },
      },
    ],
  },
  {
    title: { key: 'definition_group_check' },
    fields: [
      {
        kind: 'text',
        path: 'check.url',
        label: { key: 'definition_field_check_url' },
        hint: { key: 'definition_hint_check_url' },
      },
      {
        kind: 'text',
        path: 'check.companyId',
        label: { key: 'definition_field_check_company_id' },
        hint: { key: 'definition_hint_path' },
      },
      { kind: 'text', path: 'check.companyName', label: { key: 'definition_field_check_company_name' } },
      {
        kind: 'number',
        path: 'check.everyMinutes',
        label: { key: 'definition_field_every' },
        hint: { key: 'definition_hint_every' },
      },
    ],
  },
  {
    title: { key: 'definition_group_company' },
    fields: [
      {
        kind: 'choice',
        path: 'company.from',
        label: { key: 'definition_field_company_from' },
        options: [
          { value: '', label: { key: 'definition_company_check' } },
          { value: 'id_token', label: { key: 'definition_company_id_token' } },
          { value: 'token', label: { key: 'definition_company_token' } },
        ],
      },
      { kind: 'text', path: 'company.id', label: { key: 'definition_field_company_id' } },
      { kind: 'text', path: 'company.name', label: { key: 'definition_field_company_name' } },
    ],
  },
];

/** Whether a mistake has a field of the form to stand beside. */
export function hasField(path: string): boolean {
  return fieldGroups.some(({ fields }) => fields.some((field) => isAt(field, path)));
}

/** Whether a mistake belongs to a field: at its place, or inside it (`scopes[1]` belongs to `scopes`). */
export function isAt(field: FormField, path: string): boolean {
  return (
    path === field.path ||
    path.startsWith(`${field.path}[`) ||
    (field.kind === 'pairs' && path.startsWith(`${field.path}.`))
  );
}

/** What is shown in a field for what stands in the definition; text that does not fit is shown as it is. */
export function toShown(field: FormField, value: unknown): string {
  if (value === undefined) return '';
  if (field.kind === 'list' && Array.isArray(value)) return value.join(' ');
  if (field.kind === 'pairs' && typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, text]) => `${name}=${String(text)}`)
      .join('&');
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What stands in the definition for what was typed; undefined for nothing. A number that is none stays as it was typed. */
export function toValue(field: FormField, shown: string): unknown {
  const text = shown.trim();
  if (text === '') return undefined;
  if (field.kind === 'list') return text.split(/\s+/);
  if (field.kind === 'pairs') return Object.fromEntries(text.split('&').map(pairOf));
  if (field.kind === 'number') return /^-?\d+$/.test(text) ? Number(text) : text;
  return text;
}

function pairOf(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
}
