/** In this order: browsers also name those whose pages they can show. */
const FAMILIES: [RegExp, string][] = [
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|Chromium|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

/** `Firefox, Linux`: enough to know one's own browser again; version and model are not kept. */
export function browserFamily(userAgent: string | undefined): string {
  const first = (table: [RegExp, string][]): string =>
    table.find(([pattern]) => pattern.test((userAgent ?? '').slice(0, 512)))?.[1] ?? 'other';
  return `${first(FAMILIES)}, ${first(SYSTEMS)}`;
}
