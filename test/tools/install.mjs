// Makes a fresh clone ready: packages, with --browsers also a Chromium and a Firefox to test in, with --only-browsers just these.
// Plain Node 20, no packages, because it runs before there are any.
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './browser-paths.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const say = (text) => process.stdout.write(`${text}\n`);

/** True when the command was found and ended well. */
function run(command, parameters) {
  const child = spawn(command, parameters, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return new Promise((done) => {
    child.once('error', () => done(false));
    child.once('close', (status) => done(status === 0));
  });
}

/** npm writes node_modules/.package-lock.json last: when it is older than our lock file, packages are missing or stale. */
function hasPackages() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

async function installPackages() {
  if (hasPackages()) return true;
  say('Installing packages …');
  if (await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'])) return true;
  say('The packages could not be installed. Run it by hand to see why: npm ci --ignore-scripts');
  return false;
}

async function installBrowsers() {
  const missing = ['chromium', 'firefox'].filter((kind) => findBrowser(kind) === undefined);
  if (missing.length === 0) return true;
  const packages = missing.map((kind) => (kind === 'firefox' ? 'firefox-esr' : 'chromium'));
  const isDebianRoot = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
  if (isDebianRoot) {
    say(`Installing ${packages.join(' and ')} (apt-get) …`);
    await run('apt-get', ['update', '-qq']);
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages]);
  }
  const still = missing.filter((kind) => findBrowser(kind) === undefined);
  for (const kind of still) {
    const name = kind === 'firefox' ? 'Firefox' : 'Chromium';
    const variable = kind === 'firefox' ? 'FIREFOX_PATH' : 'CHROMIUM_PATH';
    const how = kind === 'firefox' ? 'sudo apt-get install firefox-esr' : 'sudo apt-get install chromium';
    say(`${name} is not installed. Install it (Debian: ${how}), or set ${variable} to where it is.`);
  }
  return still.length === 0;
}

const isAskedFor = (name) => process.argv.includes(name);
// Both at once: one mostly waits for the network while the other unpacks.
const parts = [
  ...(isAskedFor('--only-browsers') ? [] : [installPackages()]),
  ...(isAskedFor('--browsers') || isAskedFor('--only-browsers') ? [installBrowsers()] : []),
];
process.exitCode = (await Promise.all(parts)).every(Boolean) ? 0 : 1;
