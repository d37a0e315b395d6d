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
const lock: { packages: Record<string, { version?: string; integrity?: string }> } = JSON.parse(
  read('package-lock.json'),
);
const messages: Record<string, { message: string }> = JSON.parse(read('public/_locales/en/messages.json'));

describe('the package', () => {
  it('SEC-80 pins every dependency to one version', () => {
    const versions = Object.values({ ...own.dependencies, ...own.devDependencies, ...own.optionalDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('SEC-80 has a lock file that agrees, with a checksum for each', () => {
    for (const [name, version] of Object.entries(own.dependencies)) {
      expect(lock.packages[`node_modules/${name}`]).toMatchObject({ version });
    }
    const unchecked = Object.entries(lock.packages).filter(
      ([path, { integrity }]) => path !== '' && integrity === undefined,
    );
    expect(unchecked.map(([path]) => path)).toEqual([]);
  });

  it('SEC-80 justifies every run-time dependency in the README', () => {
    const readme = read('README.md');
    const table = readme.slice(readme.indexOf('### Run-time dependencies'));
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
