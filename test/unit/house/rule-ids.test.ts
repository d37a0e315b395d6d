import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const ids = /\b(?:SEC|UX)-\d{2}\b/g;

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:tsx?|mjs|css|md)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

const rules = `${read('docs/security-rules.md')}${read('docs/ux-rules.md')}`;
const written = new Set([...rules.matchAll(/^- \*\*((?:SEC|UX)-\d{2})\*\*/gm)].map(([, id]) => id));

describe('ids of rules', () => {
  it('that code and tests name are all written down in the docs', () => {
    const folders = ['lib', 'components', 'entrypoints', 'test', 'docs'].flatMap(sourcesIn);
    const named = new Set([...folders, read('SECURITY.md')].flatMap((source) => source.match(ids) ?? []));
    expect(named.size).toBeGreaterThan(100);
    expect([...named].filter((id) => !written.has(id))).toEqual([]);
  });
});

describe('links in the docs', () => {
  it('lead to files that exist', () => {
    const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'PRIVACY.md'].map((path) => ({ path, folder: '' }));
    const all = [
      ...pages,
      ...readdirSync(join(root, 'docs')).map((name) => ({ path: `docs/${name}`, folder: 'docs' })),
    ];
    const broken = all
      .filter(({ path }) => path.endsWith('.md'))
      .flatMap(({ path, folder }) => {
        const links = [...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].flatMap(([, link]) => link ?? []);
        return links.filter((link) => !exists(join(folder, link))).map((link) => `${path}: ${link}`);
      });
    expect(broken).toEqual([]);
  });

  it('name folders and files of the code that exist', () => {
    const named = ['README.md', 'architecture.md', 'recipes.md', 'testing.md', 'decisions.md'].flatMap((name) =>
      [...read(`docs/${name}`).matchAll(/`((?:lib|components|entrypoints|test|public)\/[\w./-]+)`/g)].flatMap(
        ([, path]) => path ?? [],
      ),
    );
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((path) => !exists(path))).toEqual([]);
  });
});

function exists(path: string): boolean {
  const parts = path.replace(/\/$/, '').split('/');
  const name = parts.pop() ?? '';
  try {
    return readdirSync(join(root, ...parts)).some((entry) => entry === name || entry.startsWith(`${name}.ts`));
  } catch {
    return false;
  }
}
