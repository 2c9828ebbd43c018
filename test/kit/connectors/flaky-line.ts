import { createServer, connect, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What the line does once it sees the word in what the client sends. */
export type Mischief = 'cut-before' | 'cut-after' | 'silence';

/**
 * A TCP line to a server that misbehaves once: when the client first sends the word, the line is cut before passing it
 * on, or after the server has acted on it (its answer is swallowed), or nothing more comes back.
 */
export class FlakyLine {
  private readonly sockets = new Set<Socket>();
  private done = false;

  private constructor(
    private readonly server: Server,
    private readonly target: { host: string; port: number },
    private readonly word: string,
    private readonly mischief: Mischief,
  ) {
    server.on('connection', (client) => this.carry(client));
  }

  static async open(url: string, word: string, mischief: Mischief): Promise<FlakyLine> {
    const { hostname, port } = new URL(url);
    const server = createServer();
    const line = new FlakyLine(server, { host: hostname, port: Number(port) }, word, mischief);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  /** The address with this line in between. */
  through(url: string): string {
    const address = new URL(url);
    address.hostname = '127.0.0.1';
    address.port = String((this.server.address() as AddressInfo).port);
    return address.href;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private carry(client: Socket): void {
    const server = connect(this.target);
    let isMute = false;
    for (const socket of [client, server]) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    client.on('data', (bytes) => {
      if (!this.done && bytes.includes(this.word)) {
        this.done = true;
        if (this.mischief === 'cut-before') return void client.destroy();
        isMute = true;
        if (this.mischief === 'cut-after') server.once('data', () => client.destroy());
      }
      server.write(bytes);
    });
    server.on('data', (bytes) => {
      if (!isMute) client.write(bytes);
    });
  }
}
