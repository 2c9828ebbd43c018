import { readFile } from 'node:fs/promises';
import { type ReceiptProblem, verifyReceipt } from '../../ledger/receipt.js';
import type { Options } from '../define.js';
import { exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';

const problems: Record<ReceiptProblem, string> = {
  malformed: 'This is no receipt of ours (a C2SP tlog-proof with the text of its leaf).',
  'unknown-key': 'Its checkpoint is not signed with a key that was given.',
  'bad-signature': 'The signature of its checkpoint is wrong.',
  'not-included': 'The text in it is not what stands in the ledger at this place.',
};

export async function checkReceipt(options: Options & { key: string[] }, [file]: string[]): Promise<Outcome> {
  const verdict = verifyReceipt(await readFile(file!, 'utf8'), options.key);
  if (!verdict.valid) {
    return { json: verdict, lines: [`Not valid: ${problems[verdict.problem]}`], exitCode: exitCodes.no };
  }
  const { entry, clock } = verdict.leaf;
  return {
    json: verdict,
    lines: [
      `Valid: leaf ${verdict.index} of ${verdict.size} in ${verdict.origin}.`,
      `  ${entry.kind} at ${entry.at} (database clock ${clock.database}, the two ${clock.state})`,
      `  ${JSON.stringify(entry.data)}`,
      `  ${verdict.statement.en}`,
      `  ${verdict.statement.de}`,
    ],
  };
}
