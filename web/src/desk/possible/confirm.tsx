import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { Button } from '../../ui/form/button.js';
import { Checkbox } from '../../ui/form/checkbox.js';
import { api } from '../api.js';
import { useCompanyName } from '../companies.js';
import { useCompanies } from '../record/record-data.js';
import { useMe } from '../session.js';
import { useBilingual } from '../../i18n/bilingual.js';
import type { Possible, Right } from './possible-data.js';

/** Which rights the message asks for. The request's clock has run since it was written. */
export function Confirm({ possible: { id, controller, right } }: { possible: Possible }): ReactNode {
  const { t } = useTranslation('possible');
  const said = useBilingual();
  const companyName = useCompanyName();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const companies = useCompanies(useMe(), '', '');
  const [rights, setRights] = useState<Right[]>(right === null ? [] : [right]);
  const [tried, setTried] = useState(false);
  const confirm = useMutation({
    mutationFn: () =>
      dataOf(api.POST('/v1/shadow-requests/{id}/confirmation', { params: { path: { id } }, body: { rights } })),
    onSuccess: ({ requestIds }) => navigate({ to: '/requests/$id', params: { id: requestIds[0]! } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['possible'] }),
  });
  if (companies.isPending) return <Skeleton title={false} lines={4} />;
  if (!companies.data) return <ErrorNotice error={companies.error} onRetry={() => void companies.refetch()} />;
  const offered = companies.data.find(({ slug }) => slug === controller)?.rights ?? [];
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (rights.length > 0) confirm.mutate();
      }}
    >
      <p>{t('confirm.of', { controller: companyName(controller) })}</p>
      <fieldset className="stack-s">
        <legend className="group-label">{t('confirm.rights')}</legend>
        {offered.map(({ right: name, title }) => (
          <Checkbox
            key={name}
            isSelected={rights.includes(name)}
            onChange={(on) => setRights(on ? [...rights, name] : rights.filter((one) => one !== name))}
          >
            {said(title)}
          </Checkbox>
        ))}
        {tried && rights.length === 0 && (
          <span className="field-error" role="alert">
            {t('confirm.choose_error')}
          </span>
        )}
      </fieldset>
      <div className="row">
        <Button look="primary" type="submit" isPending={confirm.isPending}>
          {t('confirm.go')}
        </Button>
      </div>
      {confirm.isError && <ErrorNotice error={confirm.error} />}
    </form>
  );
}
