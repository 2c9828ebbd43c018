import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../ui/form/checkbox.js';
import { Select } from '../../ui/form/select.js';
import { useCompanyName } from '../companies.js';
import { useCounts } from './queue-data.js';
import { type QueueSearch, STATES } from './queue-search.js';

const ANY = 'any';

interface Props {
  search: QueueSearch;
  onGo: (next: QueueSearch) => void;
}

/** What narrows the list; everything stands in the address, so that it can be sent to a colleague. */
export function Filters({ search, onGo }: Props): ReactNode {
  const { t } = useTranslation('queue');
  const { t: words } = useTranslation('words');
  const counts = useCounts();
  const companyName = useCompanyName();
  const any = { value: ANY, label: t('any') };
  const named = (items: readonly { name: string }[] | undefined) => (items ?? []).map(({ name }) => name);
  const put = (name: keyof QueueSearch) => (value: string) => {
    const { [name]: _old, ...rest } = search;
    onGo(value === ANY ? rest : { ...rest, [name]: value });
  };
  return (
    <div className="queue-filters" role="group" aria-label={t('filter.label')}>
      <Select
        label={t('column.state')}
        value={search.state ?? ANY}
        onChange={put('state')}
        choices={[any, ...STATES.map((state) => ({ value: state, label: words(`state.${state}`) }))]}
      />
      <Select
        label={t('column.right')}
        value={search.right ?? ANY}
        onChange={put('right')}
        choices={[
          any,
          ...withChosen(named(counts.data?.rights), search.right).map((right) => ({
            value: right,
            label: words(`right.${right}` as 'right.access'),
          })),
        ]}
      />
      <Select
        label={t('column.controller')}
        value={search.controller ?? ANY}
        onChange={put('controller')}
        choices={[
          any,
          ...withChosen(named(counts.data?.controllers), search.controller).map((slug) => ({
            value: slug,
            label: companyName(slug),
          })),
        ]}
      />
      <Select
        label={t('filter.law')}
        value={search.law ?? ANY}
        onChange={put('law')}
        choices={[any, ...withChosen(named(counts.data?.laws), search.law).map((law) => ({ value: law, label: law }))]}
      />
      <Checkbox
        isSelected={search.open === false}
        onChange={(ended) => {
          const { open: _open, ...rest } = search;
          onGo(ended ? { ...rest, open: false } : rest);
        }}
      >
        {t('filter.ended')}
      </Checkbox>
    </div>
  );
}

/** What is chosen stays among the choices, also when nothing is counted under it any more. */
function withChosen(names: readonly string[], chosen: string | undefined): string[] {
  return chosen === undefined || names.includes(chosen) ? [...names] : [...names, chosen];
}
