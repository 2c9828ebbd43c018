import type { AnswerHeading } from '../../laws/law-data.js';
import { citation } from '../../letters/citing.js';
import { formatMoment } from '../../letters/formats.js';
import { say } from '../../letters/locale.js';
import { coverage, type PackageModel } from '../package-model.js';
import { texts } from '../texts/catalogue.js';

/** `README.txt`: what lies in the package and how to read it. Lines end as Windows wants them; all others cope. */
export function readmeOf(model: PackageModel): string {
  const { kind, law, locale, controller, reference, builtAt } = model;
  const t = texts(locale);
  const blocks = [
    underlined(say(headingOf(model).file, locale)),
    t('readme.head', { controller: controller.name, reference, built: formatMoment(builtAt, controller.zone, locale) }),
    t(`readme.${kind}Body`, { cite: citation(law, 'access', locale) }),
    t('readme.coverage', { ...coverage(model.systems) }),
    ...(kind === 'categories' ? [] : [t('readme.notes')]),
    t('readme.contact', { email: controller.officer.email }),
  ];
  return `${blocks.map((block) => block.trimEnd()).join('\n\n')}\n`.replace(/\r?\n/g, '\r\n');
}

/** @throws when the law answers no such thing: its file would not have passed the start. */
export function headingOf({ kind, law }: PackageModel): AnswerHeading {
  const heading = law.words.answers[kind];
  if (!heading) throw new Error(`The law has no heading for ${kind}.`);
  return heading;
}

function underlined(title: string): string {
  return `${title}\n${'='.repeat(title.length)}`;
}
