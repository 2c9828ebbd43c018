import { connectorFactories } from './index.js';
import { connectorsDocument } from './table.js';
import { TESTED } from './tested.js';

it('tells of every connector, how it is tested and what stays', () => {
  const document = connectorsDocument();
  for (const { name, standard } of connectorFactories) {
    expect(document).toContain(`| \`${name}\` |`);
    expect(Object.keys(TESTED)).toContain(name);
    if (standard) expect(document).toContain(`(\`${name}\`)`);
  }
  expect(document).toContain('700 permanent-deletions per PT10M');
  expect(document).not.toContain('not tested |');
});
