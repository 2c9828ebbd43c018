import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox, type CheckboxProps } from 'react-aria-components/Checkbox';
import './field.css';
import './checkbox.css';

interface Props extends Omit<CheckboxProps, 'className' | 'children' | 'style'> {
  children: ReactNode;
  hint?: ReactNode;
}

/** Yes or no, with its words to the right. */
export function Checkbox({ children, hint, ...rest }: Props): ReactNode {
  return (
    <AriaCheckbox {...rest} className="checkbox">
      <span className="checkbox-box" aria-hidden="true">
        <svg viewBox="0 0 16 16">
          <path d="M3 8.5 6.5 12 13 4.5" />
        </svg>
      </span>
      <span>
        {children}
        {hint !== undefined && <span className="field-hint checkbox-hint">{hint}</span>}
      </span>
    </AriaCheckbox>
  );
}
