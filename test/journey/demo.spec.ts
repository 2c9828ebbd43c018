import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { habeas } from '../kit/program.js';

/** `npm run demo`, as a person types it. */
describe('the demo', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'habeas-demo-'));
    // The embedded server's user must reach it; otherwise its data would lie elsewhere and outlive the test.
    await chmod(folder, 0o755);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('carries an access, a ticket and an erasure through, proves all three, and exits 0; a second time as well', async () => {
    const { code, out, err } = await habeas(['demo', '--people', '300'], { HABEAS_HOME: folder });
    expect({ code, failed: out.match(/✗.*/g), err: /vain|stopped/.exec(err) }).toEqual({
      code: 0,
      failed: null,
      err: null,
    });
    expect(out).toMatch(/All \d+ checks hold\. It took [\d.]+ s\./);
    for (const told of [
      'Anna asks the brand Nordlicht for a copy of her data',
      'all five systems were searched',
      'Zendesk and HubSpot have taken the deletion',
      'one less is withheld now',
      'the ticket has become a request for access, and its clock runs since she wrote',
      'her code proves the mailbox, and alone it opens no full copy',
      'it bears one tag, privacy-request-answered',
      'no comment of ours names her or anything about her',
      'report.html',
      'Bernd asks the brand Nordlicht to erase his data',
      'Cannot be undone: a hard deletion',
      '2031-12-31',
      'of everybody else are byte for byte as they were',
      'Unsere Antwort zu Ihrer Anfrage HB-',
      'verifies offline',
      'the whole ledger is sound',
    ]) {
      expect(out).toContain(told);
    }
    const home = join(folder, 'demo');
    expect(await readFile(join(home, 'anna/report.html'), 'utf8')).toContain('Behrensen-Koll');
    expect((await readdir(home)).filter((name) => name.endsWith('.tlog-proof'))).toHaveLength(3);

    const again = await habeas(['demo', '--people', '50', '--json'], { HABEAS_HOME: folder });
    const account = JSON.parse(again.out) as { well: boolean; steps: { checks: { holds: boolean }[] }[] };
    expect(again.code).toBe(0);
    expect(account.well).toBe(true);
    expect(account.steps.flatMap((step) => step.checks).length).toBeGreaterThan(15);
  }, 240_000);

  it('is refused in production', async () => {
    expect(await habeas(['demo'], { HABEAS_HOME: folder, NODE_ENV: 'production' })).toMatchObject({ code: 2, out: '' });
  });
});
