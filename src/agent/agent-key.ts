import type { JWK } from 'jose';
import { newBox } from '../connectors/kit/agent-box.js';
import { createPrivateFile, readPrivateFile } from '../platform/crypto/private-file.js';

/** The agent's own key pair. It stays over restarts: the service encrypts to the first public half that it was shown. */
export async function agentKey(path: string): Promise<{ publicKey: JWK; privateKey: JWK }> {
  const fresh = await newBox();
  createPrivateFile(path, `${JSON.stringify(fresh.privateKey)}\n`);
  const privateKey = JSON.parse(readPrivateFile(path, 'keyFile', 'Delete it to have it made anew.')) as JWK;
  const { kty, crv, x } = privateKey;
  return { publicKey: { kty, crv, x }, privateKey };
}
