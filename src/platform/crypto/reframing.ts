import { Transform, type TransformCallback } from 'node:stream';

/**
 * Cuts what flows through into frames of one size and turns each into something else. It knows which frame is the
 * last, and always ends with one, an empty one if nothing came.
 */
export abstract class Reframing extends Transform {
  readonly #waiting: Buffer;
  #filled = 0;

  constructor(private readonly frameBytes: number) {
    super({ readableHighWaterMark: 4 * frameBytes, writableHighWaterMark: 4 * frameBytes });
    this.#waiting = Buffer.allocUnsafe(frameBytes);
  }

  /** The frame's bytes are only lent: the buffer is filled again afterwards. */
  protected abstract turn(frame: Buffer, last: boolean): Buffer;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#attempt(() => this.reframe(chunk), done);
  }

  override _flush(done: TransformCallback): void {
    this.#attempt(() => this.#emit(this.#waiting.subarray(0, this.#filled), true), done);
  }

  /** A full frame goes on only when a further byte is there: until then it may be the last one. */
  protected reframe(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) {
      if (this.#filled === this.frameBytes) {
        this.#emit(this.#waiting, false);
        this.#filled = 0;
      }
      while (this.#filled === 0 && rest.length > this.frameBytes) {
        this.#emit(rest.subarray(0, this.frameBytes), false);
        rest = rest.subarray(this.frameBytes);
      }
      const copied = rest.copy(this.#waiting, this.#filled);
      this.#filled += copied;
      rest = rest.subarray(copied);
    }
  }

  #emit(frame: Buffer, last: boolean): void {
    const turned = this.turn(frame, last);
    if (turned.length > 0) this.push(turned);
  }

  #attempt(work: () => void, done: TransformCallback): void {
    try {
      work();
    } catch (error) {
      done(error instanceof Error ? error : new Error('A frame could not be turned.'));
      return;
    }
    done();
  }
}
