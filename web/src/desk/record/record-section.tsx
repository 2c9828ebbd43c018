import { type ReactNode, useId } from 'react';

/** A part of the form under its heading. */
export function RecordSection({ title, children }: { title: string; children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <section className="sheet stack" aria-labelledby={id}>
      <h2 id={id} className="record-heading">
        {title}
      </h2>
      {children}
    </section>
  );
}
