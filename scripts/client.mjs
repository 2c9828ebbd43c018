/**
 * Writes the pages' types (`web/src/api/schema.d.ts`) from `openapi.json`; `--check` says instead whether they are up to
 * date. Neither needs a built service.
 */
import { readFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { generatedFile } from './generated-file.mjs';

const path = 'web/src/api/schema.d.ts';
const document = JSON.parse(await readFile('openapi.json', 'utf8'));
// A page cannot set headers that browsers keep to themselves (`Sec-GPC`); it sends them without being asked.
for (const operations of Object.values(document.paths)) {
  for (const operation of Object.values(operations)) {
    operation.parameters = operation.parameters?.filter(
      ({ in: where, name }) => where !== 'header' || !/^sec-/i.test(name),
    );
  }
}
const types = astToString(await openapiTS(document, { alphabetize: false, defaultNonNullable: false }));
const head = '/** Written from openapi.json by `npm run client`. */\n';
await generatedFile(
  path,
  await format(head + types, { ...(await resolveConfig(path)), parser: 'typescript' }),
  'client',
);
