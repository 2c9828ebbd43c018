import { api } from '../api.js';

export const SCAN_TYPES = ['application/pdf', 'image/png', 'image/jpeg', 'image/tiff'];
const MOST_BYTES = 10 * 1024 * 1024;

/** Would the service take it? It looks at the content; here the name's type and the size spare a vain upload. */
export const isScan = ({ type, size }: File): boolean => SCAN_TYPES.includes(type) && size <= MOST_BYTES;

/** Sends one file, sealed on arrival under the key of its case. */
export async function sendScan(requestId: string, file: File): Promise<void> {
  const form = new FormData();
  form.set('file', file);
  await api.POST('/v1/requests/{id}/scans', {
    params: { path: { id: requestId } },
    body: form as never,
    bodySerializer: (body) => body as unknown as FormData,
  });
}
