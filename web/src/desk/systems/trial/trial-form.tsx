import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../../api/problem.js';
import { Button } from '../../../ui/form/button.js';
import { Field } from '../../../ui/form/field.js';
import { Select } from '../../../ui/form/select.js';
import { companiesQuery } from '../systems-data.js';
import type { MapFacts } from './map-facts.js';
import type { TrialWish } from './trial-part.js';

const MOST_IDENTIFIERS = 10;
/** Kinds that every system of the house understands. */
const COMMON = ['email', 'phone'];

interface Props {
  facts: MapFacts;
  error: unknown;
  isPending: boolean;
  onTry: (wish: TrialWish) => void;
}

/** Under which identifiers the test person is looked up. */
export function TrialForm({ facts, error, isPending, onTry }: Props): ReactNode {
  const { t, i18n } = useTranslation('systems');
  const companies = useQuery(companiesQuery).data;
  const [chosen, setChosen] = useState<string | null>(null);
  const [identifiers, setIdentifiers] = useState([{ kind: 'email', value: '' }]);
  const controller = chosen !== null && facts.controllers.includes(chosen) ? chosen : (facts.controllers[0] ?? null);
  const kinds = [...new Set([...COMMON, ...facts.kinds])].map((kind) => ({
    value: kind,
    label: i18n.exists(`systems:kind.${kind}`) ? t(`kind.${kind}` as 'kind.email') : kind,
  }));
  const change = (index: number, part: Partial<{ kind: string; value: string }>): void =>
    setIdentifiers((old) => old.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const wrong = error instanceof ProblemError ? error.errors.map(({ pointer }) => pointer) : [];
  const stated = identifiers.filter(({ value }) => value.trim() !== '');
  return (
    <form
      className="stack"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (controller !== null && stated.length > 0)
          onTry({ controller, identifiers: stated.map(({ kind, value }) => ({ kind, value: value.trim() })) });
      }}
    >
      {facts.controllers.length > 1 && (
        <Select
          label={t('trial.company')}
          value={controller}
          onChange={setChosen}
          choices={facts.controllers.map((slug) => ({
            value: slug,
            label: companies?.find((company) => company.slug === slug)?.name ?? slug,
          }))}
        />
      )}
      {identifiers.map(({ kind, value }, index) => (
        <div key={index} className="systems-identifier">
          <Select
            label={t('trial.kind')}
            value={kind}
            onChange={(next) => change(index, { kind: next })}
            choices={kinds}
          />
          <Field
            label={t('trial.value')}
            value={value}
            onChange={(next) => change(index, { value: next })}
            maxLength={1_024}
            autoComplete="off"
            isRequired
            error={wrong.includes(`/identifiers/${index}/value`) ? t('trial.value_wrong') : undefined}
          />
          {identifiers.length > 1 && (
            <Button
              small
              look="quiet"
              aria-label={t('trial.drop', { number: index + 1 })}
              onPress={() => setIdentifiers((old) => old.filter((_, at) => at !== index))}
            >
              ×
            </Button>
          )}
        </div>
      ))}
      {identifiers.length < MOST_IDENTIFIERS && (
        <div>
          <Button
            small
            look="quiet"
            onPress={() => setIdentifiers((old) => [...old, { kind: facts.kinds[0] ?? 'email', value: '' }])}
          >
            {t('trial.another')}
          </Button>
        </div>
      )}
      <div>
        <Button
          type="submit"
          look="primary"
          isPending={isPending}
          isDisabled={controller === null || stated.length < identifiers.length}
        >
          {t('trial.go')}
        </Button>
      </div>
    </form>
  );
}
