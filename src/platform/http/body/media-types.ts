/**
 * What may be uploaded, told by its first bytes and not by what the sender says. Images and PDF only: nothing that a
 * browser would run.
 */
const SIGNATURES: readonly { type: string; starts: Buffer }[] = [
  { type: 'application/pdf', starts: Buffer.from('%PDF-') },
  { type: 'image/png', starts: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  { type: 'image/jpeg', starts: Buffer.from([0xff, 0xd8, 0xff]) },
  { type: 'image/tiff', starts: Buffer.from([0x49, 0x49, 0x2a, 0x00]) },
  { type: 'image/tiff', starts: Buffer.from([0x4d, 0x4d, 0x00, 0x2a]) },
];

export function mediaTypeOf(content: Buffer): string | null {
  return SIGNATURES.find(({ starts }) => content.subarray(0, starts.length).equals(starts))?.type ?? null;
}
