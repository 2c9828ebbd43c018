import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { habeas } from '../kit/program.js';

describe('habeas detect', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'habeas-detect-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const file = async (text: string): Promise<string> => {
    const path = join(folder, 'message.txt');
    await writeFile(path, text);
    return path;
  };

  it('score prints what docs/detection.md publishes', async () => {
    const { code, out } = await habeas(['detect', 'score']);
    expect(code).toBe(0);
    const docs = await readFile(join(import.meta.dirname, '../../docs/detection.md'), 'utf8');
    const published = /```\n(tuned:[\s\S]*?)\n```/.exec(docs)?.[1];
    expect(out.slice(out.indexOf('tuned:')).trimEnd()).toBe(published);
  });

  it('score of one part, as JSON and with what was judged wrongly', async () => {
    const { out } = await habeas(['detect', 'score', '--part', 'held-out', '--json']);
    const { parts } = JSON.parse(out) as { parts: { part: string; slices: { slice: string; toFind: number }[] }[] };
    expect(parts.map(({ part }) => part)).toEqual(['held-out']);
    expect(parts[0]!.slices.find(({ slice }) => slice === 'level: simple')!.toFind).toBeGreaterThan(10);
    const missed = await habeas(['detect', 'score', '--part', 'afterwards', '--missed']);
    expect(missed.out).toMatch(/missed d\d{3} \(request\): /);
    const wrong = await habeas(['detect', 'score', '--part', 'constructor']);
    expect(wrong).toMatchObject({ code: 2, out: '' });
  });

  it('text explains a message, and its exit code says whether it may be a request', async () => {
    const asks = await habeas(['detect', 'text', await file('Bitte löschen Sie mein Konto und alle meine Daten.')]);
    expect(asks.code).toBe(0);
    expect(asks.out).toMatch(/It asks for rights.*\n {2}erasure: sure/);
    expect(asks.out).toContain('erase.my-data');
    const order = await habeas(['detect', 'text', '-', '--json'], {}, 'Please delete my order, I found it cheaper.');
    expect(order.code).toBe(1);
    expect(JSON.parse(order.out)).toMatchObject({ verdict: 'none', right: null, wishes: [] });
  });
});
