import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { ProblemError } from '../../api/problem.js';
import type { components } from '../../api/schema.js';
import { Facts } from '../../ui/data/facts.js';
import { Dialog } from '../../ui/feedback/dialog.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Button } from '../../ui/form/button.js';
import { RadioCards } from '../../ui/form/radio-cards.js';
import { api } from '../api.js';
import type { Finding } from './findings-data.js';

type Outcome = components['schemas']['SettleFindingDto']['outcome'];

/** An account that ends concerns nobody in particular: somebody has looked after it. */
const OUTCOMES: Readonly<Record<Finding['kind'], readonly Outcome[]>> = {
  'person-returned': ['new-relation', 'restored-record', 'another-person', 'done-by-hand'],
  'account-ends': ['done-by-hand'],
};

/** What it is, by whoever has looked. Nothing is erased because of it. */
export function SettleFinding({ finding, onClose }: { finding: Finding; onClose: () => void }): ReactNode {
  const { t } = useTranslation('errands');
  const form = useId();
  const queries = useQueryClient();
  const outcomes = OUTCOMES[finding.kind];
  const [outcome, setOutcome] = useState<Outcome | null>(outcomes.length === 1 ? outcomes[0]! : null);
  const [tried, setTried] = useState(false);
  const settle = useMutation({
    mutationFn: () =>
      api.POST('/v1/hook-findings/{id}/settlement', {
        params: { path: { id: finding.id } },
        body: { outcome: outcome! },
      }),
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: ['errands'] }),
  });
  const gone = settle.error instanceof ProblemError && settle.error.code === 'conflict';
  return (
    <Dialog
      title={t(`finding.kind.${finding.kind}`)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            {t('settle.cancel')}
          </Button>
          <Button look="primary" type="submit" form={form} isPending={settle.isPending}>
            {t('settle.go')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (outcome !== null) settle.mutate();
        }}
      >
        <Record finding={finding} />
        <RadioCards
          label={t('settle.how')}
          value={outcome}
          onChange={setOutcome}
          cards={outcomes.map((value) => ({
            value,
            label: t(`finding.outcome.${value}`),
            hint: t(`finding.hint.${value}`),
          }))}
          error={tried && outcome === null ? t('settle.choose_error') : undefined}
        />
        {gone && (
          <Notice tone="attention" title={t('settle.gone')} live="alert">
            <p>{t('finding.gone_text')}</p>
          </Notice>
        )}
        {settle.isError && !gone && <ErrorNotice error={settle.error} />}
      </form>
    </Dialog>
  );
}

/** Which record it is about, as its system knows it; after thirty days nobody knows any more. */
function Record({ finding }: { finding: Finding }): ReactNode {
  const { t } = useTranslation('errands');
  const content = useQuery({
    queryKey: ['errands', 'findings', finding.id],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/hook-findings/{id}/record', { params: { path: { id: finding.id } }, signal })),
  });
  if (content.isPending) return null;
  if (content.isError) return <ErrorNotice error={content.error} />;
  const { record, identifiers } = content.data;
  if (record === null) return <p>{t('finding.words_gone')}</p>;
  return (
    <Facts
      facts={[
        { name: t('finding.record'), value: `${record.kind} ${record.id}` },
        ...identifiers.map(({ kind, value }) => ({ name: kind, value })),
      ]}
    />
  );
}
