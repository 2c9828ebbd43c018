import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { Text } from 'react-aria-components/Text';
import { classes } from '../classes.js';
import './field.css';
import './select.css';

export interface Choice<V extends string> {
  value: V;
  label: string;
  hint?: string;
}

interface SelectProps<V extends string> {
  label: string;
  /** The label is for screen readers only, where the place says what is chosen. */
  hideLabel?: boolean;
  choices: readonly Choice<V>[];
  value: V | null;
  onChange: (value: V) => void;
  placeholder?: string;
  hint?: ReactNode;
  error?: string | undefined;
  isDisabled?: boolean;
  isRequired?: boolean;
  className?: string;
}

/** One of a handful of choices, when they are too many for radio cards. */
export function Select<V extends string>(props: SelectProps<V>): ReactNode {
  const { label, hideLabel, choices, value, onChange, placeholder, hint, error, className, ...rest } = props;
  return (
    <AriaSelect
      {...rest}
      className={classes('field', className)}
      placeholder={placeholder ?? ' '}
      value={value}
      onChange={(key) => {
        const chosen = choices.find((choice) => choice.value === key);
        if (chosen) onChange(chosen.value);
      }}
      validationBehavior="aria"
      isInvalid={error !== undefined}
    >
      <Label className={hideLabel ? 'visually-hidden' : 'field-label'}>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <Button className="field-input select-button">
        <SelectValue className="select-value" />
        <span aria-hidden="true" className="select-arrow" />
      </Button>
      <FieldError className="field-error">{error}</FieldError>
      <Popover className="popover" offset={4}>
        <ListBox className="listbox" items={choices.map((choice) => ({ id: choice.value, ...choice }))}>
          {(choice) => (
            <ListBoxItem className="listbox-item" textValue={choice.label}>
              <Text slot="label">{choice.label}</Text>
              {choice.hint !== undefined && (
                <Text slot="description" className="field-hint">
                  {choice.hint}
                </Text>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
