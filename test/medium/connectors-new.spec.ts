import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectorLint } from '../../src/cli/pure/connector-lint.js';
import { connectorNew } from '../../src/cli/pure/connector-new.js';
import { connectorTest } from '../../src/cli/pure/connector-test.js';
import { ownConnectors } from '../../src/connectors/rest/vendors.js';

interface Tested {
  passed: number;
  failed: number;
  results: { name: string; failure: string | null }[];
}

describe('a stranger adds a connector', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'habeas-connectors-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const test = async (): Promise<Tested & { exitCode: number | undefined }> => {
    const { json, exitCode } = await connectorTest({ in: folder }, ['acme']);
    return { ...(json as Tested), exitCode };
  };
  const failures = ({ results }: Tested): Record<string, string> =>
    Object.fromEntries(results.flatMap(({ name, failure }) => (failure === null ? [] : [[name, failure]])));

  it('begins with what passes lint and fails the test, with a list of what is missing', async () => {
    await connectorNew({ in: folder }, ['acme']);
    expect((await connectorLint({ strict: true }, [join(folder, 'acme')])).exitCode).toBeUndefined();
    const tested = await test();
    expect(tested.exitCode).toBe(1);
    expect(tested.passed).toBeGreaterThanOrEqual(3);
    expect(failures(tested)).toMatchObject({
      'finds what is hers, each record once': 'her records: missing ["contacts/6","notes/11","notes/12"].',
      'finds more than one page': expect.stringContaining('missing ["notes/100"'),
      'erases what is planned, shows it, and touches nobody else': expect.stringContaining('"contacts/1"'),
    });
  });

  it('ends with what the guide says', async () => {
    await connectorNew({ in: folder }, ['acme']);
    const guide = await readFile('docs/adding-a-connector.md', 'utf8');
    const [, definition = ''] = /```yaml\n(habeas-rest: 1\n.*?)```/s.exec(guide) ?? [];
    await writeFile(join(folder, 'acme', 'acme.yaml'), definition);
    expect((await connectorLint({ strict: true }, [join(folder, 'acme')])).exitCode).toBeUndefined();
    const tested = await test();
    expect(failures(tested)).toEqual({});
    expect(tested).toMatchObject({ failed: 0, exitCode: undefined });
    expect(tested.passed).toBeGreaterThanOrEqual(20);
    expect(ownConnectors(folder).map(({ name }) => name)).toEqual(['acme']);
  });

  it('starts no service with a definition that does not pass lint', async () => {
    await connectorNew({ in: folder }, ['acme']);
    await writeFile(join(folder, 'acme', 'acme.yaml'), 'habeas-rest: 1\n');
    expect(() => ownConnectors(folder)).toThrow(/acme\.yaml:1:1 error schema\/required/);
  });

  it('leaves alone what is there, and takes no path for a name', async () => {
    await connectorNew({ in: folder }, ['acme']);
    await expect(connectorNew({ in: folder }, ['acme'])).rejects.toThrow(/left alone/);
    await expect(connectorNew({ in: folder }, ['../acme'])).rejects.toThrow(/small letters/);
  });
});
