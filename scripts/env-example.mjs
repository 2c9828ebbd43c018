/** Writes `.env.example` from the documentation of the settings (`--check`: compares). Build first. */
import { exampleEnvironment } from '../dist/src/platform/settings/settings.js';
import { generatedFile } from './generated-file.mjs';

await generatedFile('.env.example', exampleEnvironment(), 'generate');
