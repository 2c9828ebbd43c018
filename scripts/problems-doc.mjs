/** Writes `docs/problems.md` from the table of problem codes (`--check`: compares). Build first. */
import { problemsDocument } from '../dist/src/platform/http/problems/problem-codes.js';
import { generatedFile } from './generated-file.mjs';

await generatedFile('docs/problems.md', problemsDocument(), 'generate');
