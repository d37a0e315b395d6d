import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Package {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
}
const own: Package = JSON.parse(read('package.json'));
interface Locked {
  version?: string;
  integrity?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}
const lock: { packages: Record<string, Locked> } = JSON.parse(read('package-lock.json'));
/** Whether the lock file names a package where Node would look for it from a package at `path`. */
function isLocked(path: string, name: string): boolean {
  if (lock.packages[`${path}${path === '' ? '' : '/'}node_modules/${name}`]) return true;
  return path !== '' && isLocked(path.slice(0, Math.max(0, path.lastIndexOf('node_modules/') - 1)), name);
}

const messages: Record<string, { message: string }> = JSON.parse(read('public/_locales/en/messages.json'));

describe('the package', () => {
  it('SEC-80 pins every dependency to one version', () => {
    const versions = Object.values({ ...own.dependencies, ...own.devDependencies, ...own.optionalDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('SEC-80 has a lock file that agrees, with a checksum for each', () => {
    const { '': locked, ...others } = lock.packages;
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'] as const) {
      expect(locked).toMatchObject({ [kind]: own[kind] });
      for (const [name, version] of Object.entries(own[kind]))
        expect(others[`node_modules/${name}`]).toMatchObject({ version });
    }
    const unchecked = Object.entries(lock.packages).filter(
      ([path, { integrity }]) => path !== '' && integrity === undefined,
    );
    expect(unchecked.map(([path]) => path)).toEqual([]);
  });

  it('SEC-80 locks what is needed on every platform, so that `npm ci` works on all of them', () => {
    const missing = Object.entries(lock.packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter((name) => !isLocked(path, name))
        .map((name) => `${name}, which ${path} asks for`),
    );
    expect(missing).toEqual([]);
  });

  it('SEC-80 justifies every run-time dependency in the docs', () => {
    const docs = read('docs/architecture.md');
    const table = docs.slice(docs.indexOf('## Run-time dependencies'));
    expect(Object.keys(own.dependencies).filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
  });

  it('SEC-75 carries no brand of a provider in its name and description', () => {
    const shown = ['extension_name', 'extension_short_name', 'extension_description'].map(
      (key) => messages[key]?.message ?? '',
    );
    expect(
      shown.filter((words) => /quickbooks|\bqbo?\b|intuit|quick|tuit|xero|salesforce|sage|proadvisor/i.test(words)),
    ).toEqual([]);
    expect(shown.every((words) => words.length > 0)).toBe(true);
  });

  it('SEC-44 promises encryption on this device, and never protection from malware', () => {
    const words = Object.values(messages).map(({ message }) => message);
    expect(words.some((message) => /encrypted on this device/i.test(message))).toBe(true);
    const promises = words.filter((message) => /malware|virus|stolen|hack/i.test(message));
    expect(promises.filter((message) => !/\bnot\b|\bno\b|never/i.test(message))).toEqual([]);
  });
});
