import type { Command } from 'commander';
import { carryOut, define, wholeNumber } from '../define.js';

/** Start, migrate, demo. */
export function serviceCommands(habeas: Command): void {
  carryOut(
    define(habeas, {
      usage: 'start',
      about: 'Migrate, apply MAP_DIR, serve, and work (unless WORKERS=false). Ends on SIGTERM or Ctrl-C.',
      more: `Without DATABASE_URL it starts a PostgreSQL of its own under HABEAS_HOME (.habeas); without MAP_DIR, too, it fills it
with a demo company and prints calls to try. Neither happens under NODE_ENV=production.`,
      examples: [
        'habeas start',
        'PORT=8080 HABEAS_HOME=/tmp/habeas habeas start',
        'DATABASE_URL=postgres://… MAP_DIR=./maps habeas start',
      ],
    }),
    async () => (await import('../serving/start.js')).start,
  );
  carryOut(
    define(habeas, {
      usage: 'migrate',
      about: 'Bring the database up to date, as its owner (MIGRATION_DATABASE_URL). Safe to repeat.',
      examples: ['habeas migrate', 'MIGRATION_DATABASE_URL=postgres://habeas_owner:…@db/habeas habeas migrate --json'],
    }),
    async () => (await import('../operator/migrate.js')).migrate,
  );
  carryOut(
    define(habeas, {
      usage: 'demo',
      about: 'Carry one access and one erasure request through on made-up data, prove both, and explain each step.',
      more: `Starts everything on an embedded database under HABEAS_HOME/demo and a free port, and stops it at the end; what was
made (letters, package, report, receipts, checkpoints) stays there to be looked at. Each run begins anew.`,
      examples: ['habeas demo', 'habeas demo --json'],
      exits: '0 everything is as it must be, 1 something is not (the account says what)',
    }).option('--people <number>', 'people in the demo company beside the cast', '3000'),
    async () => (await import('../demo/run-demo.js')).runDemo,
  );
  carryOut(
    define(habeas, {
      usage: 'demo-login',
      about: "Sign in as somebody at the demo company's login: prints the assertion that proves it to the service.",
      examples: [
        'habeas demo-login --email bernd.ohlsenfeld@example.org',
        'habeas demo-login --email anna.behrensen@example.org --case HB-XXXX-XXXX',
      ],
    })
      .requiredOption('--email <address>', 'who is signed in')
      .option('--case <reference>', 'the case it is for; no other accepts it then'),
    async () => (await import('../operator/demo-login.js')).signIn,
  );
  carryOut(
    define(habeas, {
      usage: 'demo-code',
      about: "Print the second factor of somebody in the demo's office, as her authenticator app would show it.",
      more: 'Mail addresses and passwords lie beside it in HABEAS_HOME/keys/demo-sign-in.json; --json prints them too.',
      examples: ['habeas demo-code', 'habeas demo-code --as dpo'],
    }).option('--as <who>', 'officer, officer_sierra, clerk, dpo, engineer or auditor', 'officer'),
    async () => (await import('../operator/demo-code.js')).showDemoCode,
  );
  carryOut(
    define(habeas, {
      usage: 'simulators',
      about: "Simulated SaaS vendors with the demo company's people, all in this process; runs until Ctrl-C.",
      more: `Prints where each listens and its credentials, which are invented. Beside the vendor's own paths each has /_simulator:
GET tells its state, PUT mode makes it slow, failing, throttling, lying, half-done or cutting, POST clock puts its time
forward. They listen on the loopback alone.`,
      examples: [
        'habeas simulators',
        'habeas simulators --only zendesk,hubspot --port 0 --json',
        `curl -X PUT localhost:4801/_simulator/mode -H 'content-type: application/json' -d '{"kind":"lying"}'`,
      ],
    })
      .option('--only <names>', 'some of them, e.g. zendesk,hubspot')
      .option('--port <number>', 'port of the first; the others follow (0: any that are free)', wholeNumber, 4801)
      .option('--people <number>', 'people beside the cast', wholeNumber, 300),
    async () => (await import('../serving/simulators.js')).simulators,
  );
}
