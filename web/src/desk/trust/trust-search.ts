export const PARTS = ['state', 'verify', 'checkpoints', 'entries'] as const;
export type Part = (typeof PARTS)[number];

/** Which part of the page is open stands in its address. */
export function trustSearch(search: Record<string, unknown>): { part?: Part } {
  const part = PARTS.find((one) => one === search['part']);
  return part ? { part } : {};
}
