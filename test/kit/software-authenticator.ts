import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

export interface CreationOptions {
  challenge: string;
  rp: { id: string };
  user: { id: string };
}
export interface RequestOptions {
  challenge: string;
  rpId: string;
}

/** What a browser or an authenticator may get wrong, on purpose. */
export interface Deviation {
  origin?: string;
  rpId?: string;
  /** The person was not verified by PIN or finger. */
  unverified?: boolean;
  /** Another challenge than the one that was given. */
  challenge?: string;
  /** The key of somebody else. */
  signWith?: KeyObject;
  counter?: number;
  userHandle?: string;
}

interface Credential {
  id: Buffer;
  privateKey: KeyObject;
  rpId: string;
  userHandle: string;
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;

/**
 * An authenticator in software (WebAuthn Level 3, section 6): real ES256 keys, real CBOR, a signature counter; makes one
 * discoverable credential.
 */
export class SoftwareAuthenticator {
  counter = 0;
  private credential?: Credential;

  constructor(private readonly origin: string) {}

  /** As `navigator.credentials.create()`, as JSON. */
  create(options: CreationOptions, deviation: Deviation = {}) {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const id = randomBytes(32);
    this.credential = { id, privateKey, rpId: options.rp.id, userHandle: options.user.id };
    const { x, y } = publicKey.export({ format: 'jwk' }) as { x: string; y: string };
    const cose = cbor(
      new Map<number, number | Buffer>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    );
    const attested = Buffer.concat([Buffer.alloc(16), uint16(id.length), id, cose]);
    const authData = this.data(deviation.rpId ?? options.rp.id, ATTESTED, deviation, attested);
    const attestationObject = cbor(
      new Map<string, CborValue>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ]),
    );
    return {
      id: id.toString('base64url'),
      rawId: id.toString('base64url'),
      response: {
        clientDataJSON: this.clientData('webauthn.create', options.challenge, deviation).toString('base64url'),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal'],
      },
      clientExtensionResults: { credProps: { rk: true } },
      type: 'public-key' as const,
    };
  }

  /** As `navigator.credentials.get()`, as JSON. */
  get(options: RequestOptions, deviation: Deviation = {}) {
    if (!this.credential) throw new Error('This authenticator holds no credential.');
    const { id, privateKey, userHandle } = this.credential;
    this.counter = deviation.counter ?? this.counter + 1;
    const authData = this.data(deviation.rpId ?? options.rpId, 0, deviation);
    const clientData = this.clientData('webauthn.get', options.challenge, deviation);
    const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()]);
    return {
      id: id.toString('base64url'),
      rawId: id.toString('base64url'),
      response: {
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', signed, deviation.signWith ?? privateKey).toString('base64url'),
        userHandle: deviation.userHandle ?? userHandle,
      },
      clientExtensionResults: {},
      type: 'public-key' as const,
    };
  }

  private data(rpId: string, flags: number, { unverified }: Deviation, attested = Buffer.alloc(0)): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    const all = flags | PRESENT | (unverified ? 0 : VERIFIED);
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.of(all), counter, attested]);
  }

  private clientData(type: string, challenge: string, deviation: Deviation): Buffer {
    return Buffer.from(
      JSON.stringify({
        type,
        challenge: deviation.challenge ?? challenge,
        origin: deviation.origin ?? this.origin,
        crossOrigin: false,
      }),
    );
  }
}

type CborValue = number | string | Buffer | Map<string, CborValue> | Map<number, CborValue>;

/** The part of CBOR (RFC 8949) that WebAuthn needs, in its canonical form. */
function cbor(value: CborValue): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  const entries = [...(value as Map<string | number, CborValue>)].map(([key, one]) =>
    Buffer.concat([cbor(key), cbor(one)]),
  );
  return Buffer.concat([head(5, entries.length), ...entries]);
}

function head(major: number, count: number): Buffer {
  if (count < 24) return Buffer.of((major << 5) | count);
  if (count < 256) return Buffer.of((major << 5) | 24, count);
  return Buffer.concat([Buffer.of((major << 5) | 25), uint16(count)]);
}

function uint16(count: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(count);
  return bytes;
}
