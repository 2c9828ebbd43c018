import { check } from '../../datamap/check/check.js';
import { sentence } from '../../datamap/finding.js';
import { lint } from '../../datamap/lint/lint.js';
import { loadMap } from '../../datamap/load/load-map.js';
import { proposeStandard } from '../../datamap/scan/standard.js';
import { localTools } from '../kit/local-tools.js';
import { restVendors } from './vendors.js';

interface Settings {
  required?: string[];
  properties: Record<string, { type?: string } & Partial<Settings>>;
}

/** Accounts as the settings of the vendors want them named. */
const ACCOUNTS: Record<string, string> = {
  dc: 'us21',
  cluster: 'rest.fra-01',
  profiles: 'profiles',
  api: 'api',
};

/** As little as a form must hold. */
function settled({ required = [], properties }: Settings): Record<string, unknown> {
  return Object.fromEntries(
    required.map((name) => {
      const property = properties[name];
      return [name, property?.properties ? settled(property as Settings) : (ACCOUNTS[name] ?? 'acme')];
    }),
  );
}

const nobody = localTools({ request: () => Promise.reject(new Error('Nobody is called here.')) });

describe('the map that a definition proposes', () => {
  const vendors = restVendors().map((factory) => ({ name: factory.name, factory }));

  it.each(vendors)('$name: passes lint when the questions are answered', async ({ name, factory }) => {
    const { yaml } = proposeStandard(factory.standard!, {
      system: 'crm',
      connector: name,
      connection: { apiKey: 'env:KEY' },
      controllers: ['acme'],
    });
    const answered = yaml
      .replaceAll(/"?\?\?\? [^\n"]*how long[^\n"]*"?/g, 'P35D')
      .replaceAll(/"?\?\?\? [^\n"]*legal basis[^\n"]*"?/g, '6(1)(a)')
      .replaceAll(/"\?\?\? [^"]*"|\?\?\? [^\n]*/g, 'told');
    const loaded = loadMap('crm.yaml', answered);
    if (loaded.status === 'refused') throw new Error(loaded.findings.map(sentence).join('\n'));
    const errors = lint(loaded.map, { file: 'crm.yaml', locate: loaded.locate });
    expect(errors.filter(({ severity }) => severity === 'error').map(sentence)).toEqual([]);
    const connection = settled(factory.settings as Settings);
    const connector = factory.create({ ...loaded.map, connection }, nobody);
    const found = check(loaded.map, await connector.survey(), { file: 'crm.yaml', locate: loaded.locate });
    expect(found.filter(({ severity }) => severity === 'error').map(sentence)).toEqual([]);
  });

  it.each(vendors)('$name: has settings that a form can be drawn from', ({ factory }) => {
    expect(factory.settings).toMatchObject({ type: 'object', properties: expect.any(Object) });
  });
});
