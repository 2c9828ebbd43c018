import type { Command } from 'commander';
import { carryOut, define } from '../define.js';
import { overHttp } from './over-http.js';

/** After a restored back-up: the gate of a system, and erasures applied again. */
export function restoreCommands(habeas: Command): void {
  carryOut(
    overHttp(
      define(habeas, {
        usage: 'replay',
        about: 'After a restored back-up: apply all erasures since then again on that system.',
        more: `Counts by default, and touches nothing. A key that is somebody else’s by now is left alone and becomes a finding.
--apply approves what was counted, as the officer whose key it is, and follows it to its end; what changes in between
is not erased, but has to be counted again. May be cut off and repeated at any time.`,
        examples: [
          'habeas replay --system shop --since 2026-10-01T00:00Z',
          'habeas replay --system shop --since 2026-10-01T00:00Z --apply',
        ],
        exits: '0 every erasure holds, 1 something is back or left to a person',
      }),
    )
      .requiredOption('--system <slug>', 'the system that was restored')
      .requiredOption('--since <moment>', 'when the back-up was taken, with its offset, e.g. 2026-10-01T00:00Z')
      .option('--apply', 'approve what was counted, and erase it again'),
    async () => (await import('../remote/replay.js')).replay,
  );
  const restore = habeas.command('restore').description('systems that were restored from a back-up (over HTTP)');
  carryOut(
    overHttp(
      define(restore, {
        usage: 'declare',
        about: 'Say that a system was restored: its gate is red until every erasure since the back-up holds again.',
        examples: ['habeas restore declare --system shop --backup-taken 2026-10-01T00:00Z'],
      }),
    )
      .requiredOption('--system <slug>', 'the system that was restored')
      .requiredOption('--backup-taken <moment>', 'when the back-up was taken, with its offset'),
    async () => (await import('../remote/restore.js')).declareRestore,
  );
  carryOut(
    overHttp(
      define(restore, {
        usage: 'gate',
        about: 'Is the gate of a system green, and if not, what is missing? For scripts that let a system back in.',
        examples: ['habeas restore gate --system shop && systemctl start shop'],
        exits: '0 green, 1 red',
      }),
    ).requiredOption('--system <slug>', 'the system'),
    async () => (await import('../remote/restore.js')).showGate,
  );
}
