import { join } from 'node:path';
import { Client } from '../kit/client.js';
import { type RunningService, runService } from '../kit/running-service.js';

const MAPS = join(import.meta.dirname, '../../src/demo/company/maps');
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from('Ich bitte um Auskunft, Canary-Unterschrift')]);

describe('scans of letters', () => {
  let service: RunningService;
  let key: string;
  let id: string;

  beforeAll(async () => {
    service = await runService({ environment: { WORKERS: 'false' } });
    await service.apply(MAPS);
    key = await service.staff('clerk@nordlicht.test', ['agent'], ['nordlicht']);
    const recorded = await new Client(service.url)
      .as(key)
      .post<{ cases: { requests: { id: string }[] }[] }>('/v1/requests/recorded', {
        controllers: ['nordlicht'],
        rights: ['access'],
        identifiers: [{ kind: 'email', value: 'somebody@example.org' }],
        channel: 'letter',
        receivedAt: '2026-11-02T09:00:00Z',
        replyBy: 'post',
      });
    expect(recorded.status).toBe(201);
    id = recorded.body.cases[0]!.requests[0]!.id;
  });

  afterAll(() => service.stop());

  async function upload(content: Buffer, as = key): Promise<{ status: number; body: { id?: string; code?: string } }> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(content)], { type: 'application/pdf' }), '../../etc/passwd.pdf');
    const response = await fetch(`${service.url}/v1/requests/${id}/scans`, {
      method: 'POST',
      headers: { authorization: `Bearer ${as}` },
      body: form,
    });
    return { status: response.status, body: (await response.json()) as { id?: string; code?: string } };
  }

  it('keeps a scan sealed, and gives it back byte for byte under a name of ours', async () => {
    const { status, body } = await upload(PDF);
    expect(status).toBe(201);
    const response = await fetch(`${service.url}/v1/requests/${id}/scans/${body.id}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="scan-${body.id}"`);
    expect(Buffer.from(await response.arrayBuffer()).equals(PDF)).toBe(true);
    const source = service.service.app.get((await import('typeorm')).DataSource);
    const [row] = await source.query(`SELECT content FROM scan WHERE id = $1`, [body.id]);
    expect((row.content as Buffer).includes('Canary')).toBe(false);
  });

  it.each([
    ['a script that calls itself a PDF', Buffer.from('<script>alert(1)</script>'), 415, 'unsupported-media-type'],
    ['an empty file', Buffer.alloc(0), 415, 'unsupported-media-type'],
    ['a file over 10 MiB', Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024)]), 413, 'body-too-large'],
  ])('refuses %s', async (_what, content, status, code) => {
    expect(await upload(content)).toMatchObject({ status, body: { code } });
  });

  it('refuses JSON in the place of a file', async () => {
    const answer = await new Client(service.url).as(key).post(`/v1/requests/${id}/scans`, { file: 'x' });
    expect(answer.status).toBe(415);
  });

  it('hides the case from staff of another controller', async () => {
    const other = await service.staff('clerk@sierra.test', ['agent'], ['sierra']);
    expect((await upload(PDF, other)).status).toBe(404);
  });
});
