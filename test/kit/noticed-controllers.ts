import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTROLLERS } from './two-controllers.js';

/** The notice of alpha; beta has none. */
export const NOTICE = {
  version: '2026-11-01',
  text: {
    de: 'Was wir verarbeiten.\n## Wie lange\n- bis zum Ende',
    en: 'What we process.\n## For how long\n- until the end',
  },
};

/** The two controllers, one of which shows a notice; the folder is removed afterwards. */
export async function withNotices(work: (folder: string) => Promise<void>, english = NOTICE.text.en): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'habeas-notices-'));
  const [alpha, beta] = CONTROLLERS.controllers;
  const notice = { ...NOTICE, text: { ...NOTICE.text, en: english } };
  try {
    await writeFile(
      join(folder, 'controllers.yaml'),
      JSON.stringify({ ...CONTROLLERS, controllers: [{ ...alpha, notice }, beta] }),
    );
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
