/**
 * What the sample database says of two customers, read off it by hand, with the end of retention counted by hand too:
 * vouchers are kept eight years, and the period begins at the end of the year (§ 147(3), (4) AO).
 */
export interface CustomerFacts {
  id: number;
  email: string;
  /** Invoice → its day and the last day on which it is kept. */
  invoices: Record<number, { day: string; keptUntil: string }>;
  lines: number;
}

export const leonie: CustomerFacts = {
  id: 2,
  email: 'leonekohler@surfeu.de',
  invoices: {
    1: { day: '2021-01-01', keptUntil: '2029-12-31' },
    12: { day: '2021-02-11', keptUntil: '2029-12-31' },
    67: { day: '2021-10-12', keptUntil: '2029-12-31' },
    196: { day: '2023-05-19', keptUntil: '2031-12-31' },
    219: { day: '2023-08-21', keptUntil: '2031-12-31' },
    241: { day: '2023-11-23', keptUntil: '2031-12-31' },
    293: { day: '2024-07-13', keptUntil: '2032-12-31' },
  },
  lines: 38,
};

export const francois: CustomerFacts = {
  id: 3,
  email: 'ftremblay@gmail.com',
  invoices: {
    99: { day: '2022-03-11', keptUntil: '2030-12-31' },
    110: { day: '2022-04-21', keptUntil: '2030-12-31' },
    165: { day: '2022-12-20', keptUntil: '2030-12-31' },
    294: { day: '2024-07-26', keptUntil: '2032-12-31' },
    317: { day: '2024-10-28', keptUntil: '2032-12-31' },
    339: { day: '2025-01-30', keptUntil: '2033-12-31' },
    391: { day: '2025-09-20', keptUntil: '2033-12-31' },
  },
  lines: 38,
};

/** How many invoices are kept until each day. */
export function keptUntil({ invoices }: CustomerFacts): Map<string, number> {
  const days = new Map<string, number>();
  for (const { keptUntil: until } of Object.values(invoices)) days.set(until, (days.get(until) ?? 0) + 1);
  return days;
}
