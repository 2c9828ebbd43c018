import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The built service with the demo company, in a home of its own that goes when it is stopped. */
export async function startedDemo() {
  const home = await mkdtemp(join(tmpdir(), 'habeas-shown-'));
  await chmod(home, 0o755);
  const service = spawn(process.execPath, ['dist/src/cli.js', 'start', '--json'], {
    env: { ...process.env, HABEAS_HOME: home, PORT: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((done) => service.once('exit', done));
  const stop = async () => {
    service.kill('SIGTERM');
    await ended;
    await rm(home, { recursive: true, force: true });
  };
  return { started: await saidBy(service), home, stop };
}

/** What `start --json` prints once it serves. */
function saidBy(child) {
  return new Promise((done, fail) => {
    let text = '';
    child.stdout.on('data', (piece) => {
      text += piece;
      try {
        done(JSON.parse(text));
      } catch {
        // Not all of it yet.
      }
    });
    child.once('exit', (code) => fail(new Error(`The service ended with ${code}.`)));
  });
}
