const UNITS = { Y: 'year', M: 'month', W: 'week', D: 'day' } as const;

/** An ISO 8601 duration of dates in words: `P30D` is „30 Tage". What is no such duration stands for itself. */
export function durationWords(duration: string, language: string): string {
  const parts = [...(/^P((?:\d+[YMWD])+)$/.exec(duration)?.[1] ?? '').matchAll(/(\d+)([YMWD])/g)];
  if (parts.length === 0) return duration;
  const words = parts.map(([, count, unit]) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: UNITS[unit as keyof typeof UNITS],
      unitDisplay: 'long',
    }).format(Number(count)),
  );
  return new Intl.ListFormat(language).format(words);
}
