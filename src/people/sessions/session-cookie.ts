import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PublicAddress } from '../../platform/http/public-address.js';
import { Settings } from '../../platform/settings/settings.js';

/**
 * The cookie of a session. Under TLS its name begins with `__Host-`, so that no other host and no plain connection can
 * set it (RFC 6265bis, section 4.1.3.2). It ends with the browser; how long it is good for is decided here, not there.
 */
@Injectable()
export class SessionCookie {
  constructor(
    private readonly settings: Settings,
    private readonly address: PublicAddress,
  ) {}

  read(request: FastifyRequest): string | undefined {
    const token = request.cookies[this.name];
    return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined;
  }

  set(reply: FastifyReply, token: string): void {
    reply.setCookie(this.name, token, this.attributes);
  }

  clear(reply: FastifyReply): void {
    reply.setCookie(this.name, '', { ...this.attributes, maxAge: 0 });
  }

  private get secure(): boolean {
    return this.settings.NODE_ENV === 'production' || this.address.url.startsWith('https:');
  }

  private get name(): string {
    return this.secure ? '__Host-habeas' : 'habeas';
  }

  private get attributes(): { path: string; httpOnly: true; sameSite: 'strict'; secure: boolean } {
    return { path: '/', httpOnly: true, sameSite: 'strict', secure: this.secure };
  }
}
