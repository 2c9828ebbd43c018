import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { entities } from '../../data-source.js';
import { CheckpointFolder } from '../../ledger/checkpoint-folder.js';
import { formatTlogProof, parseTlogProof } from '../../ledger/notes/tlog-proof.js';
import { type ReceiptExtra, type ReceiptVerdict, verifyReceipt } from '../../ledger/receipt.js';
import { verifyLedger } from '../../ledger/verify/verify-ledger.js';
import { ApiProblem } from '../../platform/http/client/api-client.js';
import { dataSourceOptions } from '../../platform/storage/storage.js';
import { verificationLines } from '../operator/ledger-verify.js';
import { type OwnCase, until, type World } from './world.js';

export interface ProofMeans {
  verifierKey: string;
  /** The write-once folder to which checkpoints went. */
  checkpoints: string;
  databaseUrl: string;
}

/** The cases are proven by receipts that need nobody, and the whole ledger against what has left the house. */
export async function proofChapter(world: World, cases: Record<string, OwnCase>, means: ProofMeans): Promise<void> {
  const { account, home } = world;
  account.step('All three get a receipt that anybody can check without us');
  account.say(`The key to check with, got from elsewhere than the receipt: ${means.verifierKey}`);
  let furthest = 0;
  for (const [name, own] of Object.entries(cases)) {
    const { text, verdict } = await receiptOf(own, means.verifierKey);
    const file = join(home, `${name}-${own.reference}.tlog-proof`);
    await writeFile(file, text);
    const shown = verdict.valid
      ? `${verdict.leaf.entry.kind}, leaf ${verdict.index} of ${verdict.size}`
      : verdict.problem;
    account.check(`the receipt of ${own.reference} verifies offline (${shown})`, verdict.valid, shown);
    const forged = verifyReceipt(withOtherDay(text), means.verifierKey);
    account.check('and not when a digit in it is changed', !forged.valid && forged.problem === 'not-included');
    account.say(file);
    if (verdict.valid) furthest = Math.max(furthest, verdict.index + 1);
  }
  account.say('“This proves what we recorded and when, not the erasure itself.”');

  account.step('The ledger is verified against the checkpoints that have left the house');
  const outside = (await new CheckpointFolder(means.checkpoints).all()).map((one) => one.note);
  const source = await new DataSource(
    dataSourceOptions({ url: means.databaseUrl, entities, pool: 3, applicationName: 'habeas demo' }),
  ).initialize();
  try {
    const verification = await verifyLedger(source.manager, { keys: [means.verifierKey], outside });
    account.say(...verificationLines(verification));
    account.check('the whole ledger is sound', verification.exitCode === 0, verification.first?.what);
    account.check(
      'and all three cases lie under a checkpoint held outside',
      (verification.outsideCovers ?? 0) >= furthest && furthest > 0,
    );
  } finally {
    await source.destroy();
  }
}

/** The receipt as a forger would like it: something was recorded in another year. */
function withOtherDay(text: string): string {
  const proof = parseTlogProof(text);
  if (!proof?.extra) return '';
  const extra = JSON.parse(proof.extra.toString('utf8')) as ReceiptExtra;
  const leaf = extra.leaf.replace(/"at":"\d{4}/, '"at":"1999');
  return formatTlogProof({ ...proof, extra: Buffer.from(JSON.stringify({ ...extra, leaf })) });
}

/** Waits for the checkpoint over the answer: until then a receipt speaks of an earlier step, or there is none. */
async function receiptOf(own: OwnCase, verifierKey: string): Promise<{ text: string; verdict: ReceiptVerdict }> {
  return until(
    'a checkpoint covers the answer',
    async () => {
      const text = await own.api.text(`/v1/case/requests/${own.requestId}/receipt`).catch((error: unknown) => {
        if (error instanceof ApiProblem && error.status === 404) return '';
        throw error;
      });
      return { text, verdict: verifyReceipt(text, verifierKey) };
    },
    ({ verdict }) => verdict.valid && verdict.leaf.entry.kind === 'answer.sent',
  );
}
