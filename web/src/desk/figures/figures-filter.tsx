import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/form/field.js';
import { Select } from '../../ui/form/select.js';
import { useNow } from '../../ui/now.js';
import { useCompanyName } from '../companies.js';
import { TODAY_MS, useCounted } from './figures-data.js';
import { askedOf, dayText, type FiguresSearch, PERIODS } from './figures-search.js';

const ALL = 'all-companies';

interface Props {
  search: FiguresSearch;
  onGo: (next: FiguresSearch) => void;
}

/** Everything stands in the address, so that it can be sent and kept. */
export function FiguresFilter({ search, onGo }: Props): ReactNode {
  const { t } = useTranslation('figures');
  const { data: counted = [] } = useCounted();
  const { period = 'quarter', controller, from, to } = search;
  const companies = controller === undefined || counted.includes(controller) ? counted : [...counted, controller];
  const company = controller === undefined ? {} : { controller };
  const now = useNow(TODAY_MS);
  const companyName = useCompanyName();
  return (
    <div className="figures-filter no-print" role="group" aria-label={t('filter.label')}>
      <Select
        label={t('filter.period')}
        value={period}
        onChange={(next) => {
          const { from: first, to: last } = askedOf(search, now);
          const own = { ...(first ? { from: first } : {}), ...(last ? { to: last } : {}) };
          onGo({ ...(next === 'quarter' ? {} : { period: next }), ...(next === 'own' ? own : {}), ...company });
        }}
        choices={PERIODS.map((one) => ({ value: one, label: t(`filter.${one}`) }))}
      />
      {period === 'own' && (
        <>
          <Field
            label={t('filter.from')}
            type="date"
            value={from ?? ''}
            onChange={(value) => onGo({ ...search, from: value })}
            isRequired
            error={from !== undefined && to !== undefined && from > to ? t('filter.wrong') : undefined}
          />
          <Field
            label={t('filter.to')}
            type="date"
            value={to ?? dayText(now)}
            onChange={(value) => onGo({ ...search, to: value })}
            isRequired
          />
        </>
      )}
      <Select
        label={t('filter.company')}
        value={controller ?? ALL}
        onChange={(chosen) => {
          const { controller: _old, ...rest } = search;
          onGo(chosen === ALL ? rest : { ...rest, controller: chosen });
        }}
        choices={[
          { value: ALL, label: t('filter.all') },
          ...companies.map((slug) => ({ value: slug, label: companyName(slug) })),
        ]}
      />
    </div>
  );
}
