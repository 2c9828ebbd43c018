import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.js';

/** Largest file: a scanned letter of some pages. */
export const MOST_UPLOAD_BYTES = 10 * 1024 * 1024;

/** Lets routes take one file as `multipart/form-data`. Each room that has such a route asks for it. */
export async function takeUploads(fastify: FastifyInstance): Promise<void> {
  if (fastify.hasRequestDecorator('isMultipart')) return;
  await fastify.register(multipart, {
    limits: { fileSize: MOST_UPLOAD_BYTES, files: 1, fields: 0, parts: 1, headerPairs: 20 },
  });
}

/** @throws Problem when the body is not one whole file. */
export async function uploadedFile(request: FastifyRequest): Promise<Buffer> {
  if (!request.isMultipart()) throw new Problem('unsupported-media-type');
  try {
    const part = await request.file();
    if (!part) throw new Problem('bad-request', { detail: 'The body holds no file.' });
    const content = await part.toBuffer();
    // The parser cuts what is too long and says nothing: half a letter must not be kept as the letter.
    if (part.file.truncated) throw new Problem('body-too-large');
    return content;
  } catch (error) {
    if (error instanceof Problem) throw error;
    const code = (error as { code?: string }).code;
    if (code === 'FST_REQ_FILE_TOO_LARGE') throw new Problem('body-too-large');
    throw new Problem('bad-request', { detail: 'The body is no well-formed upload of one file.' });
  }
}
