/** Writes `docs/connectors.md` from what the connectors say of themselves (`--check`: compares). Build first. */
import { connectorsDocument } from '../dist/src/connectors/table.js';
import { generatedFile } from './generated-file.mjs';

await generatedFile('docs/connectors.md', connectorsDocument(), 'generate');
