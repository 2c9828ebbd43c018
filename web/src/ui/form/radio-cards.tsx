import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { Text } from 'react-aria-components/Text';
import './field.css';
import './radio-cards.css';

export interface Card<V extends string> {
  value: V;
  label: string;
  hint?: ReactNode;
}

interface RadioCardsProps<V extends string> {
  label: string;
  hint?: ReactNode;
  cards: readonly Card<V>[];
  value: V | null;
  onChange: (value: V) => void;
  error?: string | undefined;
}

/** One of few, with room to say what each means. */
export function RadioCards<V extends string>(props: RadioCardsProps<V>): ReactNode {
  const { label, hint, cards, value, onChange, error } = props;
  return (
    <RadioGroup
      className="radio-cards"
      value={value}
      onChange={(chosen) => onChange(chosen as V)}
      validationBehavior="aria"
      isInvalid={error !== undefined}
    >
      <Label className="group-label">{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      {cards.map((card) => (
        <Radio key={card.value} value={card.value} className="radio-card">
          <span className="radio-dot" aria-hidden="true" />
          <span className="radio-words">
            <span className="radio-label">{card.label}</span>
            {card.hint !== undefined && <span className="field-hint">{card.hint}</span>}
          </span>
        </Radio>
      ))}
      <FieldError className="field-error">{error}</FieldError>
    </RadioGroup>
  );
}
