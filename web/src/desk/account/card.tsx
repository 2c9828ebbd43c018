import { type ReactNode, useId } from 'react';
import { classes } from '../../ui/classes.js';

/** One matter of the account, under its own heading. */
export function Card(props: { title: string; lead?: string; wide?: boolean; children: ReactNode }): ReactNode {
  const { title, lead, wide, children } = props;
  const id = useId();
  return (
    <section className={classes('sheet stack account-card', wide && 'account-wide')} aria-labelledby={id}>
      <div className="stack-s">
        <h2 id={id}>{title}</h2>
        {lead !== undefined && <p className="soft">{lead}</p>}
      </div>
      {children}
    </section>
  );
}
