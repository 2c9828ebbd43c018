/**
 * The forms in which a text may lie somewhere in clear: as it is, in other cases, as hex (bytea prints so), as base64 at
 * each of three offsets, percent-encoded, as UTF-16.
 */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const inBase64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // The first and last characters hold bits of the neighbours.
    return text.slice(offset === 0 ? 0 : offset + 1, -1);
  });
  const url = inBase64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [
    ...new Set([
      secret,
      secret.toLowerCase(),
      secret.toUpperCase(),
      bytes.toString('hex'),
      bytes.toString('hex').toUpperCase(),
      Buffer.from(secret, 'utf16le').toString('hex'),
      ...inBase64,
      ...url,
      encodeURIComponent(secret),
    ]),
  ];
}

/** Which of the secrets stand in the text, in which form; by name, so that a failure does not print them. */
export function found(text: string, secrets: Readonly<Record<string, string>>): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) =>
    formsOf(secret).some((form) => text.includes(form)) ? [name] : [],
  );
}

/** The same over raw bytes of a file: latin1 keeps each byte a character. */
export function foundInBytes(bytes: Buffer, secrets: Readonly<Record<string, string>>): string[] {
  return found(bytes.toString('latin1'), secrets);
}
