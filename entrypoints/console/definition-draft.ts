import { computed, signal } from '@preact/signals';
import { parseJson } from '../../lib/model/json';
import { readPath } from '../../lib/model/json-path';
import type { Mistake } from '../../lib/model/mistakes';
import { readDraft } from '../../lib/providers/custom/mistakes';
import { twoSites } from '../../lib/providers/custom/same-site';

/** What a new definition starts with: the choices that are right for most, and nothing a person has to clear away. */
const blank = {
  id: 'own-',
  clientAuth: 'none',
  scopes: ['openid', 'offline_access'],
  rotation: { rotates: true, graceSec: 0 },
  check: { url: 'https://' },
};

type Members = Record<string, unknown>;

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toText(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** The definition being written, as JSON text: form and text box show the same, and nothing that was typed gets lost. */
const typed = signal(toText(blank));
const key = signal('new');

/** The text of the definition being written. */
export const draftText = computed(() => typed.value);

/** Where each thing stands that has to be changed; empty until somebody tried or saved. */
export const mistakes = signal<readonly Mistake[]>([]);

/** The text as members; undefined while it is not JSON or something else than one group of fields. */
export const draftMembers = computed<Members | undefined>(() => {
  const value = parseJson(typed.value);
  return isMembers(value) ? value : undefined;
});

/** Hosts of the sign-in page and the token address, where they are on two sites; undefined while they cannot be read. */
export const draftSites = computed(() => {
  const [authorize, token] = ['endpoints.authorize', 'endpoints.token'].map((path) =>
    readPath(draftMembers.value, path),
  );
  if (typeof authorize !== 'string' || typeof token !== 'string') return undefined;
  return [authorize, token].every((url) => URL.canParse(url))
    ? twoSites({ endpoints: { authorize, token } })
    : undefined;
});

function storageKey(): string {
  return `definition:${key.peek()}`;
}

/** Replaces the text. It is kept for as long as the tab lives: a reload or a crash loses nothing. */
export function setDraft(text: string): void {
  typed.value = text;
  sessionStorage.setItem(storageKey(), text);
}

/** Opens a definition for writing: what was typed before in this tab, else the stored one, else a new one. */
export function openDraft(id: string | undefined, stored: object | undefined): void {
  key.value = id ?? 'new';
  mistakes.value = [];
  typed.value = sessionStorage.getItem(storageKey()) ?? toText(stored ?? blank);
}

/** Forgets what was typed: it was saved, or given up. */
export function closeDraft(): void {
  sessionStorage.removeItem(storageKey());
}

/** What stands at a place of the definition. */
export function draftValue(path: string): unknown {
  return readPath(draftMembers.value, path);
}

function changed(members: Members, [name = '', ...deeper]: readonly string[], value: unknown): Members {
  const { [name]: before, ...others } = members;
  const next = deeper.length === 0 ? value : changed(isMembers(before) ? before : {}, deeper, value);
  const isEmpty = next === undefined || (deeper.length > 0 && isMembers(next) && Object.keys(next).length === 0);
  if (isEmpty) return others;
  return name in members ? { ...members, [name]: next } : { ...others, [name]: next };
}

/** Writes a value to a place of the definition; undefined takes the place away, and a group that is empty then. */
export function setDraftValue(path: string, value: unknown): void {
  if (draftMembers.value) setDraft(toText(changed(draftMembers.value, path.split('.'), value)));
}

/** Looks for mistakes and shows them; the draft when there are none. */
export function checkDraft(): ReturnType<typeof readDraft> {
  const read = readDraft(typed.value);
  mistakes.value = read.ok ? [] : read.problem;
  return read;
}
