import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { ApiClient } from '../../platform/http/client/api-client.js';
import { CliFailure } from '../failure.js';

/** The proof of work that an anonymous submission needs, as a member of its body; nothing where none is asked for. */
export async function proofOfWork(client: ApiClient): Promise<{ proofOfWork?: string }> {
  const { proofOfWork: wanted } = await client.get<{ proofOfWork: boolean }>('/v1/portal');
  if (!wanted) return {};
  const challenge = await client.get<Challenge>('/v1/portal/challenge');
  const solution = await solveChallenge({ challenge, deriveKey });
  if (!solution) throw new CliFailure('The proof of work that the service asks for took too long.');
  return { proofOfWork: Buffer.from(JSON.stringify({ challenge, solution })).toString('base64') };
}
