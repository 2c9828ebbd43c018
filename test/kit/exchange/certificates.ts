import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Issued {
  certificate: string;
  key: string;
}

/** An authority of the tests' own, and what it issues; made with the openssl program. */
export class TestAuthority {
  private readonly folder = mkdtempSync(join(tmpdir(), 'habeas-ca-'));
  private issuedSoFar = 0;
  readonly certificate: string;

  constructor() {
    this.run(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '30',
      '-subj',
      '/CN=Test Authority',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
    );
    this.certificate = this.text('ca.pem');
  }

  issue(domain: string): Issued {
    const name = `leaf${(this.issuedSoFar += 1)}`;
    this.run(
      'req',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-subj',
      `/O=Processor/CN=${domain}`,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
    );
    writeFileSync(join(this.folder, `${name}.ext`), `subjectAltName=DNS:${domain}\n`);
    this.run(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-extfile',
      `${name}.ext`,
      '-out',
      `${name}.pem`,
      '-days',
      '10',
    );
    return { certificate: this.text(`${name}.pem`), key: this.text(`${name}.key`) };
  }

  selfSigned(domain: string): Issued {
    this.run(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '10',
      '-subj',
      `/CN=${domain}`,
      '-addext',
      `subjectAltName=DNS:${domain}`,
      '-keyout',
      'self.key',
      '-out',
      'self.pem',
    );
    return { certificate: this.text('self.pem'), key: this.text('self.key') };
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private run(...args: string[]): void {
    execFileSync('openssl', args, { cwd: this.folder, stdio: ['ignore', 'ignore', 'pipe'] });
  }

  private text(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }
}
