import { writeFile } from 'node:fs/promises';
import type { Outcome } from '../outcome.js';
import { type RemoteOptions, requestId, serviceClient } from './service-client.js';

export async function getReceipt(options: RemoteOptions & { out?: string }, [named]: string[]): Promise<Outcome> {
  const client = serviceClient(options);
  const receipt = await client.text(`/v1/requests/${await requestId(client, named!)}/receipt`);
  if (!options.out) return { json: { receipt }, lines: [receipt.trimEnd()] };
  await writeFile(options.out, receipt, { flag: 'wx' });
  return {
    json: { file: options.out },
    lines: [`${options.out} is written. To check it offline: habeas ledger receipt verify ${options.out} --key …`],
  };
}
