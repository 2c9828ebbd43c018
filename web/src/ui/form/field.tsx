import { type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField, type TextFieldProps } from 'react-aria-components/TextField';
import { classes } from '../classes.js';
import './field.css';

export interface FieldProps extends Omit<TextFieldProps, 'className' | 'children' | 'style' | 'isInvalid'> {
  label: string;
  /** Said beside the field, and read out with it. */
  hint?: ReactNode;
  /** Why the value cannot stay; the field is invalid while it is set. */
  error?: string | undefined;
  /** More than one line. */
  rows?: number;
  inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
  className?: string;
  placeholder?: string;
}

/** A labelled text field. What is not required says so in words; required ones carry no star. */
export function Field({ label, hint, error, rows, inputRef, className, placeholder, ...rest }: FieldProps): ReactNode {
  const { t } = useTranslation('ui');
  return (
    <TextField
      {...rest}
      validationBehavior="aria"
      isInvalid={error !== undefined}
      className={classes('field', className)}
    >
      <Label className="field-label">
        {label}
        {!rest.isRequired && !rest.isReadOnly && <span className="field-optional"> {t('field.optional')}</span>}
      </Label>
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      {rows === undefined ? (
        <Input ref={inputRef} className="field-input" placeholder={placeholder} />
      ) : (
        <TextArea ref={inputRef} rows={rows} className="field-input" placeholder={placeholder} />
      )}
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
