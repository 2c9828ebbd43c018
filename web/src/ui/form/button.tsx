import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button as AriaButton, type ButtonProps as AriaProps } from 'react-aria-components/Button';
import { classes } from '../classes.js';
import { type ButtonLook, buttonClass } from './button-class.js';

export interface ButtonProps extends Omit<AriaProps, 'className' | 'children' | 'style'> {
  look?: ButtonLook;
  small?: boolean;
  children: ReactNode;
  className?: string;
}

/**
 * While `isPending` it keeps its place and focus, says so, and cannot be pressed. The library's own pending state is not
 * used: it announces the button by reference, which points nowhere once the answer has taken the button away.
 */
export function Button({ look = 'secondary', small, className, children, isPending, ...rest }: ButtonProps): ReactNode {
  const { t } = useTranslation('ui');
  const { onPress, type = 'button', ...others } = rest;
  return (
    <AriaButton
      {...others}
      type={isPending ? 'button' : type}
      {...(isPending || onPress === undefined ? {} : { onPress })}
      aria-disabled={isPending ? 'true' : undefined}
      className={classes(buttonClass(look, small), isPending && 'button-pending', className)}
    >
      {isPending && (
        <>
          <span className="button-spinner" aria-hidden="true" />
          <span className="visually-hidden">{t('busy')} </span>
        </>
      )}
      {children}
    </AriaButton>
  );
}
