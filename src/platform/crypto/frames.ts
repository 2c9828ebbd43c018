import { hkdfSync, randomBytes } from 'node:crypto';
import type { Transform } from 'node:stream';
import { decryptAt, encryptAt, NONCE_BYTES, TAG_BYTES } from './aes-gcm.js';
import type { DataKey } from './data-key.js';
import { SealBroken } from './errors.js';
import { idBytes, idFromBytes } from './key-id.js';
import { Reframing } from './reframing.js';

/**
 * Sealed files, authenticated frame by frame so that they can be read as a stream.
 *
 *     header = version (1 byte) ‖ key id (16) ‖ salt (16, random)
 *     frame  = AES-256-GCM of up to 64 KiB ‖ tag (16)
 *     nonce  = seven zero bytes ‖ counter (4, big-endian) ‖ 1 for the last frame, else 0
 *
 * This is the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár: "Online Authenticated-Encryption and its
 * Nonce-Reuse Misuse-Resistance", CRYPTO 2015) as age and Tink use it. The key of a file is derived by HKDF from the
 * data key, the salt and the file's name: nonces need no randomness of their own, and a file that was renamed, or a
 * frame that was moved, left out, doubled or taken from another file, does not open. A cut at a frame's edge is
 * noticed because the last frame is marked.
 */
const VERSION = 1;
const SALT_BYTES = 16;
export const FRAMES_HEADER_BYTES = 1 + 16 + SALT_BYTES;
export const FRAME_BYTES = 64 * 1024;
const SEALED_FRAME_BYTES = FRAME_BYTES + TAG_BYTES;
const LAST_COUNTER = 0xffff_ffff;

/** What a sealed file is called: authenticated, not stored in it. */
export interface FrameOptions {
  name: string;
}

/** Bytes in, sealed bytes out. */
export function sealFrames(key: DataKey, options: FrameOptions): Transform {
  return new Sealing(key, options);
}

/**
 * Sealed bytes in, bytes out. What comes out is authentic, but only the stream's end says that it is all: a reader
 * that cannot take back what it did with a part must wait for the end. Fails with `SealBroken`.
 */
export function openFrames(key: DataKey, options: FrameOptions): Transform {
  return new Opening(key, options);
}

/**
 * The id of the key that a file was sealed under, from its first bytes.
 *
 * @throws SealBroken when these cannot be the beginning of a sealed file.
 */
export function keyIdOfFrames(header: Buffer): string {
  const id = header.length >= FRAMES_HEADER_BYTES && header[0] === VERSION ? idFromBytes(header.subarray(1, 17)) : null;
  if (id === null) throw new SealBroken();
  return id;
}

function keyOfFile(key: DataKey, salt: Buffer, { name }: FrameOptions): Buffer {
  return Buffer.from(hkdfSync('sha256', key.derive('frames'), salt, `habeas/frames/${VERSION}/${name}`, 32));
}

class Nonces {
  #counter = 0;

  next(last: boolean): Buffer {
    if (this.#counter > LAST_COUNTER) throw new RangeError('A sealed file holds at most 2^32 frames.');
    const nonce = Buffer.alloc(NONCE_BYTES);
    nonce.writeUInt32BE(this.#counter++, NONCE_BYTES - 5);
    nonce[NONCE_BYTES - 1] = last ? 1 : 0;
    return nonce;
  }
}

class Sealing extends Reframing {
  readonly #key: Buffer;
  readonly #nonces = new Nonces();

  constructor(key: DataKey, options: FrameOptions) {
    super(FRAME_BYTES);
    const salt = randomBytes(SALT_BYTES);
    this.#key = keyOfFile(key, salt, options);
    this.push(Buffer.concat([Buffer.of(VERSION), idBytes(key.id), salt]));
  }

  protected override turn(frame: Buffer, last: boolean): Buffer {
    return encryptAt(this.#key, this.#nonces.next(last), frame);
  }
}

class Opening extends Reframing {
  readonly #nonces = new Nonces();
  #header: Buffer = Buffer.alloc(0);
  #fileKey: Buffer | undefined;

  constructor(
    private readonly key: DataKey,
    private readonly options: FrameOptions,
  ) {
    super(SEALED_FRAME_BYTES);
  }

  protected override reframe(chunk: Buffer): void {
    const missing = FRAMES_HEADER_BYTES - this.#header.length;
    if (missing > 0) this.#header = Buffer.concat([this.#header, chunk.subarray(0, missing)]);
    super.reframe(missing > 0 ? chunk.subarray(missing) : chunk);
  }

  protected override turn(frame: Buffer, last: boolean): Buffer {
    return decryptAt((this.#fileKey ??= this.#open()), this.#nonces.next(last), frame);
  }

  #open(): Buffer {
    if (keyIdOfFrames(this.#header) !== this.key.id) throw new SealBroken();
    return keyOfFile(this.key, this.#header.subarray(17), this.options);
  }
}
