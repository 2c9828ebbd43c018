import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** What stands after the scheme of the `Authorization` header, or null. */
export function authorizationOf(request: FastifyRequest, scheme: string): string | null {
  const header = request.headers.authorization ?? '';
  const [given, value] = header.split(' ', 2);
  return given?.toLowerCase() === scheme.toLowerCase() && value ? value : null;
}

export function basicOf(request: FastifyRequest): { user: string; password: string } | null {
  const value = authorizationOf(request, 'Basic');
  if (value === null) return null;
  const text = Buffer.from(value, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? null : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

export function same(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
