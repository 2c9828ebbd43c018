import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const controller = (slug: string, law: string, country: string, state: string, zone: string): object => ({
  slug,
  legalName: `${slug} Ltd.`,
  address: { street: 'High Street 1', postcode: '20457', city: 'Hamburg', country },
  contact: { mail: `privacy@${slug}.test` },
  officer: { name: 'Pat Officer', mail: `officer@${slug}.test` },
  authority: { name: 'The authority' },
  law,
  country,
  state,
  zone,
  languages: ['en', 'de'],
  policy: { objectionHours: 0 },
});

/** One under German, one under Californian law; neither knows of the other. */
export const CONTROLLERS = {
  habeas: 1,
  controllers: [
    controller('alpha', 'de', 'DE', 'HH', 'Europe/Berlin'),
    controller('beta', 'us-ca', 'US', 'CA', 'America/Los_Angeles'),
  ],
};

/** Hands a folder with these controllers, and data maps if any, to the work; removes it afterwards. */
export async function withMaps(maps: Record<string, unknown>, work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'habeas-maps-'));
  try {
    // JSON is YAML.
    await writeFile(join(folder, 'controllers.yaml'), JSON.stringify(CONTROLLERS));
    for (const [name, map] of Object.entries(maps)) await writeFile(join(folder, `${name}.yaml`), JSON.stringify(map));
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
