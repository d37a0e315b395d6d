// Runs npm scripts at the same time and prints what each said when it is done: node test/tools/together.mjs types lint
import { spawn } from 'node:child_process';

/** Name of a script whose run failed, or undefined. */
function run(script) {
  const child = spawn('npm', ['run', '-s', script], { shell: process.platform === 'win32' });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(part));
  return new Promise((done) => {
    child.once('close', (status) => {
      process.stdout.write(Buffer.concat(said));
      done(status === 0 ? undefined : script);
    });
  });
}

const failed = (await Promise.all(process.argv.slice(2).map(run))).filter((script) => script !== undefined);
if (failed.length > 0) process.stdout.write(`Failed: ${failed.join(', ')}\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
