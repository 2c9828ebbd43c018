import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../ui/form/field.js';
import { RadioCards } from '../ui/form/radio-cards.js';

/** When an erasure follows the copy: on her word, or so many days later. */
export interface CopyFirstChoice {
  when: 'word' | 'days';
  /** As it is typed. */
  days: string;
}

export interface DaysBetween {
  least: number;
  most: number;
}

export const ON_HER_WORD: CopyFirstChoice = { when: 'word', days: '7' };

/** @returns the days chosen, null for her word, undefined for days that cannot be. */
export function chosenDays({ when, days }: CopyFirstChoice, { least, most }: DaysBetween): number | null | undefined {
  if (when === 'word') return null;
  const count = /^\d{1,3}$/.test(days.trim()) ? Number(days) : 0;
  return count >= least && count <= most ? count : undefined;
}

interface ChoiceFieldsProps {
  value: CopyFirstChoice;
  onChange: (value: CopyFirstChoice) => void;
  between: DaysBetween;
  isWrong: boolean;
}

export function CopyFirstFields({ value, onChange, between, isWrong }: ChoiceFieldsProps): ReactNode {
  const { t } = useTranslation('ask');
  return (
    <div className="stack-s">
      <RadioCards
        label={t('copy_first.when')}
        value={value.when}
        onChange={(when) => onChange({ ...value, when })}
        cards={[
          { value: 'word', label: t('copy_first.word'), hint: t('copy_first.word_hint') },
          { value: 'days', label: t('copy_first.after'), hint: t('copy_first.after_hint') },
        ]}
      />
      {value.when === 'days' && (
        <Field
          label={t('copy_first.days')}
          hint={t('copy_first.between', { ...between })}
          inputMode="numeric"
          maxLength={3}
          autoComplete="off"
          isRequired
          value={value.days}
          onChange={(days) => onChange({ ...value, days })}
          error={isWrong ? t('copy_first.days_error', { ...between }) : undefined}
        />
      )}
    </div>
  );
}
