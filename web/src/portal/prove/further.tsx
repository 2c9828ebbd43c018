import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { ProblemError } from '../../api/problem.js';
import { ErrorNotice, ErrorState } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { Button } from '../../ui/form/button.js';
import { Field } from '../../ui/form/field.js';
import { Glyph } from '../../ui/glyph.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { api } from '../api.js';
import { useOpenCase } from '../case/case-data.js';

/** What people know about themselves, of all by which systems may look somebody up. */
const ASKED = ['email', 'phone', 'customer_no', 'customer_id'] as const;
type Kind = (typeof ASKED)[number];

/** Where there are numbers that customers are told, an inner one is not asked for beside them. */
const askedFor = (kinds: readonly string[]): Kind[] =>
  ASKED.filter((kind) => kinds.includes(kind) && !(kind === 'customer_id' && kinds.includes('customer_no')));

/** We could not tell whose data are meant, and asked for more (Art. 11(2), 12(2) GDPR): here it is given. */
export function Further(): ReactNode {
  const { t } = useTranslation('case');
  const { reference } = useOpenCase();
  const asked = useQuery({
    queryKey: ['further-data', reference],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/case/further-data', { signal })),
  });
  return (
    <>
      <PageHeader
        title={t('further.title')}
        above={
          <Link to="/case" className="back">
            <Glyph name="back" /> {t('back')}
          </Link>
        }
      >
        <p>{t('further.lead')}</p>
      </PageHeader>
      {asked.isPending ? (
        <Skeleton lines={4} />
      ) : asked.data ? (
        <Give isOpen={asked.data.open.length > 0} kinds={askedFor(asked.data.kinds)} />
      ) : (
        <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
      )}
    </>
  );
}

function Give({ isOpen, kinds }: { isOpen: boolean; kinds: readonly Kind[] }): ReactNode {
  const { t } = useTranslation('case');
  const [values, setValues] = useState<Partial<Record<Kind, string>>>({});
  const [empty, setEmpty] = useState(false);
  const queries = useQueryClient();
  const given = kinds.flatMap((kind) => {
    const value = values[kind]?.trim() ?? '';
    return value === '' ? [] : [{ kind, value }];
  });
  const give = useMutation({
    mutationFn: () => api.POST('/v1/case/further-data', { body: { identifiers: given } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['case'] }),
  });
  if (give.isSuccess) {
    return (
      <Notice tone="good" live="status" title={t('further.done_title')}>
        <p>{t('further.done_text')}</p>
      </Notice>
    );
  }
  if (!isOpen) {
    return (
      <Notice title={t('further.none_title')}>
        <p>{t('further.none_text')}</p>
      </Notice>
    );
  }
  const refused = refusedPlaces(give.error);
  return (
    <form
      noValidate
      className="sheet stack"
      onSubmit={(event) => {
        event.preventDefault();
        setEmpty(given.length === 0);
        if (given.length > 0) give.mutate();
      }}
    >
      {kinds.map((kind) => (
        <Field
          key={kind}
          label={t(`further.${kind}`)}
          type={kind === 'email' ? 'email' : kind === 'phone' ? 'tel' : 'text'}
          maxLength={1_024}
          autoComplete="off"
          value={values[kind] ?? ''}
          onChange={(value) => setValues((before) => ({ ...before, [kind]: value }))}
          error={refused.includes(given.findIndex((one) => one.kind === kind)) ? t('further.refused') : undefined}
        />
      ))}
      {empty && (
        <Notice tone="problem" live="alert">
          <p>{t('further.empty')}</p>
        </Notice>
      )}
      {give.isError && refused.length === 0 && <ErrorNotice error={give.error} />}
      <div className="row">
        <Button look="primary" type="submit" isPending={give.isPending}>
          {t('further.send')}
        </Button>
      </div>
    </form>
  );
}

/** Places, among those that were sent, of what can be no such address or number. */
function refusedPlaces(error: unknown): number[] {
  if (!(error instanceof ProblemError)) return [];
  return error.errors.flatMap(({ pointer }) => {
    const place = /^\/identifiers\/(\d+)/.exec(pointer)?.[1];
    return place === undefined ? [] : [Number(place)];
  });
}
