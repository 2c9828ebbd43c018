import type { Command } from 'commander';
import { carryOut, collect, define } from '../define.js';
import { overHttp } from './over-http.js';

/** The ledger and what proves it. */
export function ledgerCommands(habeas: Command): void {
  const ledger = habeas.command('ledger').description('what happened, for good: verify, sign, receipts');
  carryOut(
    define(ledger, {
      usage: 'verify',
      about: 'Verify the whole ledger: every leaf, node, root and signature, against checkpoints held outside.',
      more: `Whoever holds database and signing key can write a whole new ledger that agrees with itself; only a checkpoint that
somebody else has kept tells the difference. --checkpoint names such files or folders of them (the write-once folder,
a mail, GET /v1/ledger/checkpoint as an auditor saved it).`,
      examples: [
        'habeas ledger verify --checkpoint .habeas/checkpoints',
        'habeas ledger verify --checkpoint auditor/2026-11.checkpoint --key "privacy.example.com/ledger+1a2b3c4d+AbC…"',
      ],
      exits:
        '0 sound, 1 damaged (the first bad leaf is named), 2 agrees with itself but no outside checkpoint was given',
    })
      .option('--checkpoint <path>', 'checkpoint file or folder held outside; repeatable', collect)
      .option(
        '--key <verifier key>',
        'verifier key of the ledger, present or retired; repeatable. Default: of LEDGER_KEY_FILE, and LEDGER_VERIFIER_KEYS',
        collect,
      ),
    async () => (await import('../operator/ledger-verify.js')).verify,
  );
  carryOut(
    define(ledger, {
      usage: 'sign',
      about: 'Sign one checkpoint over what has its place in the ledger, and publish it. For a signer that runs apart.',
      examples: ['LEDGER_KEY_FILE=/secure/ledger.pem DATABASE_URL=postgres://signer:…@db/habeas habeas ledger sign'],
    }).option(
      '--retired-key <verifier key>',
      'of an earlier signing key, beside LEDGER_VERIFIER_KEYS; repeatable',
      collect,
    ),
    async () => (await import('../operator/ledger-sign.js')).sign,
  );
  carryOut(
    define(ledger, {
      usage: 'key',
      about: 'Print the verifier key of the ledger, to be handed to whoever is to check receipts.',
      examples: ['habeas ledger key'],
    }),
    async () => (await import('../operator/ledger-key.js')).showKey,
  );
  const receipt = ledger.command('receipt').description('proofs that an entry stands in the ledger');
  carryOut(
    define(receipt, {
      usage: 'verify <file>',
      about:
        'Check a receipt offline: no network, no database. It proves what was recorded and when, not the erasure itself.',
      examples: [
        'habeas ledger receipt verify HB-1234-5678.tlog-proof --key "privacy.example.com/ledger+1a2b3c4d+AbC…"',
      ],
      exits: '0 valid, 1 not valid, 2 unreadable file or key',
    }).requiredOption('--key <verifier key>', 'got from elsewhere than the receipt; repeatable', collect),
    async () => (await import('../pure/receipt-verify.js')).checkReceipt,
  );
  carryOut(
    overHttp(
      define(receipt, {
        usage: 'get <request>',
        about: 'Fetch the receipt of a request (id or reference).',
        examples: ['habeas ledger receipt get HB-1234-5678 --out receipt.tlog-proof'],
      }),
    ).option('--out <file>', 'write it there instead of printing it'),
    async () => (await import('../remote/receipt-get.js')).getReceipt,
  );
}
