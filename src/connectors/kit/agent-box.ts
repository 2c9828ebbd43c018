import { CompactEncrypt, compactDecrypt, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';

/**
 * What travels between service and agent is encrypted once more below TLS (RFC 7516, ECDH-ES over X25519, AES-256-GCM), so
 * that no proxy, gateway or log in between reads it. `about` (the call, and which page) is authenticated with it.
 */
const ALG = 'ECDH-ES';
const ENC = 'A256GCM';

export async function newBox(): Promise<{ publicKey: JWK; privateKey: JWK }> {
  const pair = await generateKeyPair(ALG, { crv: 'X25519', extractable: true });
  return { publicKey: await exportJWK(pair.publicKey), privateKey: await exportJWK(pair.privateKey) };
}

export async function encryptTo(publicKey: JWK, about: string, plain: string): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(plain))
    .setProtectedHeader({ alg: ALG, enc: ENC, about })
    .encrypt(await importJWK(publicKey, ALG));
}

/** @throws when it was encrypted to somebody else, changed on the way, or is about something else. */
export async function decryptWith(privateKey: JWK, about: string, jwe: string): Promise<string> {
  const { plaintext, protectedHeader } = await compactDecrypt(jwe, await importJWK(privateKey, ALG), {
    keyManagementAlgorithms: [ALG],
    contentEncryptionAlgorithms: [ENC],
  });
  if (protectedHeader.about !== about) throw new Error('This was encrypted for another place.');
  return new TextDecoder('utf-8', { fatal: true }).decode(plaintext);
}
