import type { Command } from 'commander';
import { carryOut, collect, define } from '../define.js';
import { overHttp } from './over-http.js';

/** Systems and staff. */
export function officeCommands(habeas: Command): void {
  const systems = habeas.command('systems').description('the registered systems');
  carryOut(
    overHttp(
      define(systems, {
        usage: 'check [system]',
        about: 'Can the service reach each registered system, and with which rights? (over HTTP, as engineer)',
        examples: ['habeas systems check', 'habeas systems check shop --json'],
        exits: '0 all can be reached and worked on (a missing index is advice), 1 not',
      }),
    ),
    async () => (await import('../remote/systems-check.js')).checkSystems,
  );
  const staff = habeas.command('staff').description('the office: who may do what (by the operator, in this process)');
  carryOut(
    define(staff, {
      usage: 'add',
      about: 'Add a member of staff, or give the one with this address these roles, and print a first API key.',
      more: `Roles: agent (records, accepts identities), privacy_officer (decides, releases), dpo (reads, advises, never decides),
engineer, auditor, integration (a machine that submits). The key is shown once and kept as a hash.`,
      examples: [
        'habeas staff add --name "Ada Vogt" --email ada@example.com --role privacy_officer',
        'habeas staff add --name "Web shop" --email shop@example.com --role integration --controller acme --json',
      ],
    })
      .requiredOption('--name <name>', 'as colleagues know her')
      .requiredOption('--email <address>', 'names her')
      .requiredOption('--role <role>', 'repeatable', collect)
      .option('--controller <slug>', 'whose cases are hers; repeatable. Default: all', collect)
      .option('--no-key', 'give no key'),
    async () => (await import('../operator/staff.js')).add,
  );
  carryOut(
    define(staff, {
      usage: 'key',
      about: 'Give a member of staff a further API key, or take all of hers away.',
      examples: ['habeas staff key --email ada@example.com', 'habeas staff key --email ada@example.com --revoke'],
    })
      .requiredOption('--email <address>', 'whose')
      .option('--label <text>', 'what the key is for', 'cli')
      .option('--days <number>', 'how long it is good for; without it, until it is revoked')
      .option('--revoke', 'take all of her keys away instead'),
    async () => (await import('../operator/staff.js')).key,
  );
  carryOut(
    define(staff, {
      usage: 'leave',
      about: 'Note that somebody has left. Her keys open nothing any more; what she did stays recorded.',
      examples: ['habeas staff leave --email ada@example.com'],
    }).requiredOption('--email <address>', 'who'),
    async () => (await import('../operator/staff.js')).leave,
  );
  carryOut(
    define(staff, {
      usage: 'first-officer',
      about: 'Make the first privacy officer of an installation in which nobody can sign in; prints a link for her.',
      more: `Instead of the set-up page and the code that the service prints when it starts. She sets her own password by the
link, and then a second factor, without which nobody comes in.`,
      examples: ['habeas staff first-officer --name "Ada Vogt" --email ada@example.com'],
    })
      .requiredOption('--name <name>', 'as colleagues know her')
      .requiredOption('--email <address>', 'names her'),
    async () => (await import('../operator/staff.js')).firstOfficer,
  );
  carryOut(
    define(staff, {
      usage: 'reset',
      about: 'Take password and second factors of somebody away who has lost them, and print a new link for her.',
      more: `All her sessions end. It is written to the ledger: whoever sets another's password could decide in her name, which
is why nobody can do it at the desk.`,
      examples: ['habeas staff reset --email ada@example.com'],
    }).requiredOption('--email <address>', 'whose'),
    async () => (await import('../operator/staff.js')).resetSignIn,
  );
}
