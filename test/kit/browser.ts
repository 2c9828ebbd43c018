import { type RawAnswer, rawCall } from './raw-client.js';

let machines = 0;

/**
 * A browser in front of the service: keeps cookies as they are set, says where a request began, comes from one address.
 * The service needs TRUSTED_PROXIES=1.
 */
export class Browser {
  /** By name, as the jar holds them. */
  readonly cookies = new Map<string, string>();
  /** The headers `Set-Cookie` of the last answer that had any. */
  lastSetCookie: string[] = [];
  agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
  /** Sent with everything; a test may take them away or change them. */
  origin: Record<string, string> = { 'sec-fetch-site': 'same-origin' };

  constructor(
    readonly url: string,
    public address = `192.0.${(machines >> 8) & 255}.${(machines += 1) & 255}`,
  ) {}

  get(path: string): Promise<RawAnswer> {
    return this.send('GET', path);
  }

  post(path: string, body?: unknown): Promise<RawAnswer> {
    return this.send('POST', path, body);
  }

  patch(path: string, body: unknown): Promise<RawAnswer> {
    return this.send('PATCH', path, body);
  }

  delete(path: string): Promise<RawAnswer> {
    return this.send('DELETE', path);
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<RawAnswer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await rawCall(this.url, {
      method,
      path,
      headers: {
        'x-forwarded-for': this.address,
        'user-agent': this.agent,
        ...this.origin,
        ...(cookie === '' ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const set = answer.headers['set-cookie'];
    if (set) this.keep(set);
    return answer;
  }

  private keep(set: string[]): void {
    this.lastSetCookie = set;
    for (const line of set) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (/max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
