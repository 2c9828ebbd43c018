import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../../api/client.js';
import type { components } from '../../../api/schema.js';
import { State, type StateTone } from '../../../ui/data/state.js';
import { Moment } from '../../../ui/data/time.js';
import { ErrorNotice } from '../../../ui/feedback/error-state.js';
import { Skeleton } from '../../../ui/feedback/skeleton.js';
import { Button } from '../../../ui/form/button.js';
import { Field } from '../../../ui/form/field.js';
import { Select } from '../../../ui/form/select.js';
import { api } from '../../api.js';
import { useMay } from '../../session.js';
import { useOpenRequest } from '../dossier-data.js';
import { PartSection } from '../part-section.js';

type Position = components['schemas']['OpinionDto']['position'];

const POSITIONS: readonly Position[] = ['agrees', 'objects', 'remarks'];
const TONES: Record<Position, StateTone> = { agrees: 'done', objects: 'problem', remarks: 'open' };

/** What the data protection officer advises. She cannot approve, and nobody can change what she wrote. */
export function Opinions(): ReactNode {
  const { t } = useTranslation('dossier');
  const { id } = useOpenRequest();
  const mayWrite = useMay('opinion.write');
  const opinions = useQuery({
    queryKey: ['request', id, 'opinions'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/requests/{id}/opinions', { params: { path: { id } }, signal })),
  });
  return (
    <PartSection title={t('opinions.title')}>
      {opinions.isPending && <Skeleton title={false} lines={2} />}
      {opinions.isError && <ErrorNotice error={opinions.error} onRetry={() => void opinions.refetch()} />}
      {opinions.data?.items.length === 0 && <p className="soft">{t('opinions.none')}</p>}
      {opinions.data?.items.map((opinion) => (
        <article key={opinion.id} className="stack-s dossier-opinion">
          <p className="row small">
            <State tone={TONES[opinion.position]}>{t(`opinions.${opinion.position}`)}</State>
            <span className="soft">
              {opinion.writtenBy}, <Moment at={opinion.writtenAt} />
            </span>
          </p>
          <p className="dossier-prose">{opinion.text}</p>
        </article>
      ))}
      {mayWrite && <Write id={id} />}
    </PartSection>
  );
}

function Write({ id }: { id: string }): ReactNode {
  const { t } = useTranslation('dossier');
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [position, setPosition] = useState<Position>('remarks');
  const [empty, setEmpty] = useState(false);
  const give = useMutation({
    mutationFn: () =>
      api.POST('/v1/requests/{id}/opinions', { params: { path: { id } }, body: { text: text.trim(), position } }),
    onSuccess: async () => {
      setText('');
      await queries.invalidateQueries({ queryKey: ['request', id, 'opinions'] });
    },
  });
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setEmpty(text.trim() === '');
        if (text.trim() !== '') give.mutate();
      }}
    >
      <Select
        label={t('opinions.position')}
        value={position}
        onChange={setPosition}
        choices={POSITIONS.map((value) => ({ value, label: t(`opinions.${value}`) }))}
      />
      <Field
        label={t('opinions.text')}
        hint={t('opinions.hint')}
        rows={4}
        maxLength={20_000}
        isRequired
        value={text}
        onChange={setText}
        error={empty && text.trim() === '' ? t('opinions.empty') : undefined}
      />
      {give.isError && <ErrorNotice error={give.error} />}
      <p>
        <Button type="submit" isPending={give.isPending}>
          {t('opinions.give')}
        </Button>
      </p>
    </form>
  );
}
