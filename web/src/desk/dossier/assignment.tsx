import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Select } from '../../ui/form/select.js';
import { api } from '../api.js';
import { useMe } from '../session.js';
import { readAgain, type RequestView } from './dossier-data.js';

const NOBODY = 'nobody';

/** Whose request it is in the office. It gives no right to anything. */
export function Assignment({ open }: { open: RequestView }): ReactNode {
  const { t } = useTranslation('dossier');
  const me = useMe();
  const queries = useQueryClient();
  const allowed = open.decisions.some(({ action, allowed: may }) => action === 'assignment' && may);
  const colleagues = useQuery({
    queryKey: ['colleagues'],
    enabled: allowed,
    queryFn: ({ signal }) => dataOf(api.GET('/v1/desk/colleagues', { signal })),
    staleTime: 300_000,
  });
  const give = useMutation({
    mutationFn: (staff: string | null) =>
      api.POST('/v1/requests/{id}/assignment', { params: { path: { id: open.id } }, body: { staff: staff as string } }),
    onSettled: () => readAgain(queries, open.id),
  });
  if (!allowed) {
    return (
      <p>
        <span className="small soft">{t('assigned_to')}</span>
        <br />
        <strong>{open.assignedTo?.name ?? t('nobody')}</strong>
      </p>
    );
  }
  const known = colleagues.data?.colleagues ?? (open.assignedTo ? [open.assignedTo] : []);
  return (
    <div className="stack-s dossier-assignment">
      <Select
        label={t('assigned_to')}
        value={give.isPending ? (give.variables ?? NOBODY) : (open.assignedTo?.id ?? NOBODY)}
        isDisabled={give.isPending}
        onChange={(staff) => give.mutate(staff === NOBODY ? null : staff)}
        choices={[
          { value: NOBODY, label: t('nobody') },
          ...known.map(({ id, name }) => ({ value: id, label: id === me.id ? t('me', { name }) : name })),
        ]}
      />
      {colleagues.isError && <ErrorNotice error={colleagues.error} onRetry={() => void colleagues.refetch()} />}
      {give.isError && <ErrorNotice error={give.error} />}
    </div>
  );
}
