import { readFileSync } from 'node:fs';
import { Eta } from 'eta';
import type { CollectionInPackage } from '../package/collection-in-package.js';
import type { PackageModel } from '../package-model.js';
import { reportView } from './report-view.js';

const eta = new Eta({ autoEscape: true, autoTrim: [false, 'nl'] });
const template = eta.compile(readFileSync(new URL('./report.eta', import.meta.url), 'utf8'));

/**
 * The report: one HTML file that needs nothing else. It has no script and loads nothing, and says so to the browser
 * (Content-Security-Policy), so that a value which slipped through as markup could still do nothing.
 */
export function reportOf(model: PackageModel, collections: readonly CollectionInPackage[]): string {
  return eta.render(template, reportView(model, collections));
}
