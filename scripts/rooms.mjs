/** Checks which room imports which (`.dependency-cruiser.mjs`), and that there is no cycle. */
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import house from '../.dependency-cruiser.mjs';

const { options, ...ruleSet } = house;
const result = await cruise(
  ['src', 'migrations'],
  { ...options, ruleSet, validate: true, outputType: 'err-long' },
  {},
  { tsConfig: extractTSConfig('tsconfig.json') },
);
console.log(typeof result.output === 'string' ? result.output.trim() : '');
process.exitCode = result.exitCode;
