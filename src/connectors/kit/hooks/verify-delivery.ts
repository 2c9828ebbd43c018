import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { sameSecret } from '../../../platform/ids/ids.js';
import type { HookRecipe, SignedDelivery } from './hook-recipe.js';

/** Why a delivery is not taken. For counting and logging; a sender is told nothing of it. */
export type HookRefusal = 'unsigned' | 'not-signed-by-it' | 'out-of-time';

export type HookVerdict = { ok: true; recipe: HookRecipe } | { ok: false; why: HookRefusal };

/** More values than this in one header are not looked at: each costs a digest a secret. */
const MOST_VALUES = 8;

/**
 * Judges a delivery by the first recipe whose header it bears. Every secret is tried, so that a new one can be set before
 * the sender uses it. The moment of sending is looked at after the signature: before, anybody could have written it.
 */
export function verifyDelivery(
  delivery: SignedDelivery,
  recipes: readonly HookRecipe[],
  secrets: readonly string[],
  now: Date,
): HookVerdict {
  const recipe = recipes.find((one) => isMeant(one, delivery));
  if (!recipe) return { ok: false, why: 'unsigned' };
  const values = valuesOf(recipe, delivery);
  const timestamp = recipe.timestamp ? timestampOf(recipe.timestamp, delivery) : '';
  const id = recipe.id ? delivery.headers[recipe.id.header] : '';
  if (values.length === 0 || timestamp === undefined || id === undefined) return { ok: false, why: 'unsigned' };
  // All are computed and compared, whichever fits first: how long it takes tells nothing about which one.
  let genuine = false;
  for (const secret of secrets) {
    const expected = Buffer.from(expectedValue(recipe, delivery, secret, { timestamp, id }), 'utf8');
    for (const value of values) genuine = sameSecret(Buffer.from(value, 'utf8'), expected) || genuine;
  }
  if (!genuine) return { ok: false, why: 'not-signed-by-it' };
  if (recipe.timestamp && !isInTime(recipe.timestamp, timestamp, now)) return { ok: false, why: 'out-of-time' };
  return { ok: true, recipe };
}

function isMeant({ signature, when }: HookRecipe, { headers }: SignedDelivery): boolean {
  if (headers[signature.header] === undefined) return false;
  return !when || headers[when.header]?.toLowerCase() === when.is;
}

function valuesOf({ signature }: HookRecipe, { headers }: SignedDelivery): string[] {
  return listed(headers[signature.header] ?? '', signature.list)
    .filter((value) => value.startsWith(signature.mark ?? ''))
    .map((value) => value.slice(signature.mark?.length ?? 0))
    .slice(0, MOST_VALUES);
}

function listed(text: string, list: HookRecipe['signature']['list']): string[] {
  if (!list) return [text];
  return text.split(list === 'commas' ? ',' : ' ').map((value) => value.trim());
}

function timestampOf(
  { header, mark }: NonNullable<HookRecipe['timestamp']>,
  { headers }: SignedDelivery,
): string | undefined {
  const text = headers[header];
  if (text === undefined || mark === undefined) return text;
  return listed(text, 'commas')
    .find((value) => value.startsWith(mark))
    ?.slice(mark.length);
}

function expectedValue(
  recipe: HookRecipe,
  delivery: SignedDelivery,
  secret: string,
  parts: { timestamp: string; id: string },
): string {
  if (recipe.scheme === 'shared') return secret;
  const algorithm = recipe.algorithm ?? 'sha256';
  const hash = recipe.scheme === 'hmac' ? createHmac(algorithm, keyOf(recipe, secret)) : createHash(algorithm);
  for (const part of recipe.signed ?? ['body']) feed(hash, part, recipe, delivery, { ...parts, secret });
  return hash.digest(recipe.signature.encoding ?? 'hex');
}

function feed(
  hash: Hash | Hmac,
  part: NonNullable<HookRecipe['signed']>[number],
  recipe: HookRecipe,
  delivery: SignedDelivery,
  { timestamp, id, secret }: { timestamp: string; id: string; secret: string },
): void {
  if (typeof part === 'object') hash.update(part.text, 'utf8');
  else if (part === 'body') hash.update(delivery.body);
  else {
    const texts = { timestamp, id, secret, method: delivery.method, uri: uriOf(recipe, delivery.uri) };
    hash.update(texts[part], 'utf8');
  }
}

function keyOf({ secret: form }: HookRecipe, secret: string): Buffer {
  if (form !== 'base64') return Buffer.from(secret, 'utf8');
  return Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
}

function uriOf({ decodedInUri }: HookRecipe, uri: string): string {
  if (!decodedInUri) return uri;
  return uri.replace(/%[0-9A-Fa-f]{2}/g, (escape) => {
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return decodedInUri.includes(character) ? character : escape;
  });
}

function isInTime({ unit, withinSeconds }: NonNullable<HookRecipe['timestamp']>, text: string, now: Date): boolean {
  const at = momentOf(text, unit);
  return at !== null && Math.abs(now.getTime() - at) <= withinSeconds * 1000;
}

function momentOf(text: string, unit: 'seconds' | 'milliseconds' | 'iso'): number | null {
  if (unit === 'iso') {
    const at = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(at) ? null : at;
  }
  if (!/^\d{1,15}$/.test(text)) return null;
  return Number(text) * (unit === 'seconds' ? 1000 : 1);
}
