import { formatMoment } from '../../letters/formats.js';
import { coverage, type PackageModel } from '../package-model.js';
import { texts } from '../texts/catalogue.js';

/** `README.txt`: what lies in the package and how to read it. Lines end as Windows wants them; all others cope. */
export function readmeOf(model: PackageModel): string {
  const { kind, regime, locale, controller, reference, builtAt } = model;
  const t = texts(locale);
  const title = kind === 'portability' ? 'portability' : regime === 'ccpa' ? 'ccpa' : 'access';
  const blocks = [
    underlined(t(`readme.${title}`).trimEnd()),
    t('readme.head', { controller: controller.name, reference, built: formatMoment(builtAt, controller.zone, locale) }),
    t(`readme.${kind}Body`),
    t('readme.coverage', { ...coverage(model.systems) }),
    t('readme.notes'),
    t('readme.contact', { email: controller.officer.email }),
  ];
  return `${blocks.map((block) => block.trimEnd()).join('\n\n')}\n`.replace(/\r?\n/g, '\r\n');
}

function underlined(title: string): string {
  return `${title}\n${'='.repeat(title.length)}`;
}
