import { type ReactNode, type RefObject, useEffect } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import '../../../ui/form/field.css';

interface Props {
  label: string;
  hint: string;
  text: string;
  error: string | undefined;
  areaRef: RefObject<HTMLTextAreaElement | null>;
}

/**
 * A text in which one selects and that cannot be changed. Browsers give a field that is `readonly` no caret, so that
 * nobody could select in it by keyboard: this one has a caret, and every change is turned away before it happens.
 */
export function ReadingArea({ label, hint, text, error, areaRef }: Props): ReactNode {
  useEffect(() => {
    const area = areaRef.current;
    const turnAway = (event: Event): void => event.preventDefault();
    area?.addEventListener('beforeinput', turnAway);
    return () => area?.removeEventListener('beforeinput', turnAway);
  }, [areaRef]);
  return (
    <TextField value={text} validationBehavior="aria" isInvalid={error !== undefined} className="field span-field">
      <Label className="field-label">{label}</Label>
      <Text slot="description" className="field-hint">
        {hint}
      </Text>
      <TextArea
        ref={areaRef}
        rows={Math.min(10, Math.max(3, Math.ceil(text.length / 70)))}
        className="field-input"
        aria-readonly="true"
        // No keyboard on a screen that one only reads from.
        inputMode="none"
        spellCheck={false}
      />
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
