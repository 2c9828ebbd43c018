import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Tags } from '../../platform/crypto/tags.js';
import { countedAddress } from '../../platform/http/rate/rate-window.js';
import { browserFamily } from './browser-family.js';
import { networkOf } from './network.js';
import { SessionCookie } from './session-cookie.js';

/** From where somebody calls, without who that is. */
export interface Visit {
  browser: string;
  /** Keyed tag of the truncated address: kept with the session. */
  network: Buffer;
  /** Keyed tag of the address as limits count it: lives as long as their windows. */
  address: Buffer;
  /** The session that the browser had before, which a new sign-in ends. */
  cookie: string | undefined;
}

@Injectable()
export class Visits {
  constructor(
    private readonly tags: Tags,
    private readonly cookie: SessionCookie,
  ) {}

  of(request: FastifyRequest): Visit {
    return {
      browser: browserFamily(request.headers['user-agent']),
      network: this.tags.tag('sign-in', 'network', networkOf(request.ip)),
      address: this.tags.tag('sign-in', 'address', countedAddress(request.ip)),
      cookie: this.cookie.read(request),
    };
  }
}
