import type { Credential } from './credential.js';

/** A key in a header: `X-Api-Key: …`, `Authorization: Token …`. */
export function apiKey(header: string, key: string, prefix = ''): Credential {
  const headers = { [header.toLowerCase()]: `${prefix}${key}` };
  return { headers: () => Promise.resolve(headers) };
}

/** RFC 6750. */
export const bearer = (token: string): Credential => apiKey('authorization', token, 'Bearer ');

/** RFC 7617, in UTF-8. */
export function basic(user: string, password: string): Credential {
  return apiKey('authorization', Buffer.from(`${user}:${password}`, 'utf8').toString('base64'), 'Basic ');
}

export const nothing: Credential = { headers: () => Promise.resolve({}) };
