import { classes } from '../classes.js';
import './button.css';

/** `primary`: the one thing to do here. `danger`: cannot be undone. `quiet`: looks like text until it is pointed at. */
export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';

/** For links that look like buttons: `<Link className={buttonClass('primary')}>`. */
export const buttonClass = (look: ButtonLook = 'secondary', small = false): string =>
  classes('button', `button-${look}`, small && 'button-small');
