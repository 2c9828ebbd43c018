import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.js';
import { Glyph } from '../../../ui/glyph.js';
import { useBilingual } from '../../../i18n/bilingual.js';
import { keptUntil, type PlanView, recordsByOutcome } from './plan-data.js';

/** What follows from an approval, counted: what goes, what stays and until when, and where nothing brings it back. */
export function Consequences({ plan, copy }: { plan: PlanView; copy: boolean }): ReactNode {
  const { t, i18n } = useTranslation('dossier');
  const formats = useFormats();
  const said = useBilingual();
  const names = (of: (system: PlanView['systems'][number]) => boolean): string[] =>
    plan.systems.filter(of).map(({ title }) => said(title));
  const [irreversible, unsearched] = [
    names((system) => system.irreversible),
    names((system) => system.unsearched !== null),
  ];
  const until = keptUntil(plan.systems);
  if (copy) {
    return (
      <ul className="plan-consequences">
        <li>{t('approve.copies', { count: plan.records })}</li>
        {unsearched.length > 0 && <li>{t('approve.unsearched', { systems: formats.list(unsearched) })}</li>}
      </ul>
    );
  }
  return (
    <ul className="plan-consequences">
      {plan.records === 0 && <li>{t('approve.nothing')}</li>}
      {recordsByOutcome(plan.systems).map(({ outcome, records }) => (
        <li key={outcome}>
          {i18n.exists(`dossier:consequence.${outcome}_other`)
            ? t(`consequence.${outcome}` as 'consequence.erased', { count: records })
            : `${formats.number(records)} ${outcome}`}
          {outcome === 'retained' && until !== null && ` ${t('approve.until', { day: formats.day(until) })}`}
        </li>
      ))}
      {irreversible.length > 0 && (
        <li className="plan-grave">
          <Glyph name="attention" /> {t('approve.irreversible', { systems: formats.list(irreversible) })}
        </li>
      )}
      {unsearched.length > 0 && (
        <li className="plan-grave">
          <Glyph name="attention" /> {t('approve.unsearched', { systems: formats.list(unsearched) })}
        </li>
      )}
    </ul>
  );
}
