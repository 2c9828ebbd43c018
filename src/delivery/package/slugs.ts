/** Names that Windows keeps for devices, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * File and folder names made from names of systems and collections. What comes out is lower-case ASCII letters, digits
 * and hyphens, at most 60, unique in its family: nothing that a data map says can leave its folder, hide, or meet
 * another file on a disk that ignores case (OWASP ASVS 5.3.2).
 */
export class Slugs {
  readonly #taken = new Set<string>();

  next(name: string): string {
    const plain = name
      .replaceAll('ß', 'ss')
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 60)
      .replace(/^-+|-+$/g, '');
    const base = plain === '' || DEVICE.test(plain) ? `x-${plain}`.replace(/-$/, '') : plain;
    let slug = base;
    for (let n = 2; this.#taken.has(slug); n++) slug = `${base}-${n}`;
    this.#taken.add(slug);
    return slug;
  }
}
