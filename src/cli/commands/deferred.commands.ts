import type { Command } from 'commander';
import { carryOut, define, wholeNumber } from '../define.js';
import { overHttp } from './over-http.js';

/** Erasures that a retention ground puts off, and the standing approvals that cover them. */
export function deferredCommands(habeas: Command): void {
  const deferred = habeas
    .command('deferred')
    .description('erasures that a retention ground puts off (over HTTP, with an API key)');
  carryOut(
    overHttp(
      define(deferred, {
        usage: 'list',
        about: 'List what is put off, the earliest date first. Its plan is approved like any other: `request approve`.',
        examples: ['habeas deferred list', 'habeas deferred list --state stopped --json'],
      }),
    )
      .option('--controller <slug>', 'of this controller')
      .option('--system <slug>', 'in this system')
      .option('--state <state>', 'waiting, due, under-way, stopped or settled')
      .option('--limit <number>', 'at most so many', wholeNumber, 50),
    async () => (await import('../remote/deferred.js')).listDeferred,
  );
  carryOut(
    overHttp(
      define(deferred, {
        usage: 'decide <id>',
        about:
          'Decide about one that a finding has stopped (a key that is somebody else’s by now, a system that is gone).',
        more: 'Outcomes: try-again (it is planned anew), done-by-hand (somebody has erased it), no-longer-needed (nothing is left).',
        examples: ['habeas deferred decide 0199… --outcome try-again'],
      }),
    ).requiredOption('--outcome <outcome>', 'what was decided'),
    async () => (await import('../remote/deferred.js')).decideDeferred,
  );
  carryOut(
    overHttp(
      define(deferred, {
        usage: 'approvals',
        about: 'List standing approvals, also those that have ended.',
        examples: ['habeas deferred approvals'],
      }),
    ),
    async () => (await import('../remote/deferred.js')).listStanding,
  );
  carryOut(
    overHttp(
      define(deferred, {
        usage: 'approve-standing',
        about:
          'Give a standing approval: what was put off under this ground goes on its day without being asked about.',
        more: 'It ends by itself, at most two years from today, and does not count where its giver wrote the map.',
        examples: [
          'habeas deferred approve-standing --controller acme --ground de/ao-147/buchungsbeleg --until 2027-12-31',
        ],
      }),
    )
      .requiredOption('--controller <slug>', 'whose data')
      .requiredOption('--ground <ground>', 'retention ground, e.g. de/ao-147/buchungsbeleg')
      .requiredOption('--until <day>', 'last day on which it holds'),
    async () => (await import('../remote/deferred.js')).giveStanding,
  );
  carryOut(
    overHttp(
      define(deferred, {
        usage: 'revoke-standing <id>',
        about: 'Revoke a standing approval. What was approved on it and has not begun is withdrawn by itself.',
        examples: ['habeas deferred revoke-standing 0199…'],
      }),
    ),
    async () => (await import('../remote/deferred.js')).revokeStanding,
  );
}
