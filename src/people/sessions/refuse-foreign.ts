import type { FastifyRequest } from 'fastify';
import { Problem } from '../../platform/http/problems/problem.js';
import type { OwnOrigins } from './own-origins.js';

/**
 * For routes that set a cookie and ask for none: a page elsewhere could otherwise sign its reader in as somebody else,
 * who would then see what she does. Programs, which say nothing about an origin, may call.
 *
 * @throws Problem `cross-site-request`
 */
export function refuseForeign(origins: OwnOrigins, request: FastifyRequest): void {
  if (origins.began(request) === 'elsewhere') throw new Problem('cross-site-request');
}
