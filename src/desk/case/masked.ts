const DOTS = '•••';

const first = (text: string): string => Array.from(text)[0] ?? '';

/** `hanna@example.de` → `h•••@e•••.de`: the last label of the domain stays, since it tells nothing of the person. */
function maskedMail(value: string): string {
  const at = value.lastIndexOf('@');
  if (at < 1) return maskedOther(value);
  const domain = value.slice(at + 1);
  const dot = domain.lastIndexOf('.');
  const end = dot > 0 ? domain.slice(dot) : '';
  return `${first(value)}${DOTS}@${first(domain)}${DOTS}${end}`;
}

/** `+491701234567` → `+49•••67`. */
function maskedPhone(value: string): string {
  return value.length < 9 ? DOTS : `${value.slice(0, 3)}${DOTS}${value.slice(-2)}`;
}

/** The first character, where that leaves enough to guess. */
function maskedOther(value: string): string {
  return Array.from(value).length < 4 ? DOTS : `${first(value)}${DOTS}`;
}

/** An identifier so that somebody on the phone can be recognised, and nobody be looked up. Its length is not told. */
export function masked(kind: string, value: string): string {
  if (kind === 'email') return maskedMail(value);
  return kind === 'phone' ? maskedPhone(value) : maskedOther(value);
}
